// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// `hufu-vectors run` and what it leaves, as a tester uses it.
@Suite struct RunTests {
    /// One SM3 file in our own form, its digest right or wrong.
    private static func sm3(digest: String) -> String {
        """
        {"format": "hufu-gmt-1", "source": "GB/T 32905-2016 annex A", "tests": [
          {"name": "example 1", "algorithm": "SM3", "msg": "616263", "digest": "\(digest)"}]}
        """
    }

    private static let right = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: folder.path(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func run(_ arguments: String...) throws -> CommandRun {
        try CommandRun(arguments, of: "hufu-vectors", in: folder.path)
    }

    @Test func `all passed: 0, with who ran what`() throws {
        try write(Self.sm3(digest: Self.right), to: "suite/sm3.json")
        let run = try run("run", "suite")
        #expect(run.status == 0 && run.errors == "")
        #expect(run.text.contains("sm3.json: GM/T JSON, 1 case\n"))
        #expect(run.text.contains("product"))
        #expect(run.text.contains("0 failed"))
    }

    @Test func `a wrong expected result: 1, named with its line and without the bytes`() throws {
        let wrong = String(Self.right.dropLast()) + "1"
        try write(Self.sm3(digest: wrong), to: "suite/sm3.json")
        let run = try run("run", "suite", "--junit", "results.xml")
        #expect(run.status == 1)
        #expect(run.text.contains("FAILED example 1 (line 2): another answer, from byte 31 of 32 on"))
        #expect(!run.text.contains(wrong))
        let junit = try String(contentsOfFile: folder.path("results.xml"), encoding: .utf8)
        #expect(junit.contains("<failure message=\"1 cases failed\">example 1 (line 2): another answer"))
    }

    @Test func `a file that no reader knows, or that is broken: 1, named`() throws {
        try write("what is this?\n", to: "suite/notes.txt")
        try write(Self.sm3(digest: Self.right).replacing("\"msg\"", with: "\"mesg\""), to: "suite/sm3.json")
        let run = try run("run", "suite")
        #expect(run.status == 1)
        #expect(run.text.contains("notes.txt\n  FAILED  line 1: no reader knows this text file"))
        #expect(run.text.contains("sm3.json\n  FAILED  line 2, tests[0]: unknown field 'mesg'"))
    }

    @Test func `nothing run: 2, and what to do`() throws {
        try write("{\"definitions\": {}}\n", to: "suite/schema.json")
        let run = try run("run", "suite")
        #expect(run.status == 2)
        #expect(run.errors.contains("nothing was run"))
        try write("# Notes\n", to: "texts/README.md")
        let texts = try self.run("run", "suite", "texts")
        #expect(texts.status == 65)
        #expect(texts.errors.contains("texts, the folder: it holds no file of vectors"))
    }

    @Test func `a path that is not there: 66, named`() throws {
        let run = try run("run", "nowhere")
        #expect(run.status == 66)
        #expect(run.errors.contains("nowhere, the path: there is no such file or folder"))
    }

    @Test func `a file altered since its folder was listed is a failure`() throws {
        try write(Self.sm3(digest: Self.right), to: "suite/sm3.json")
        try write(String(repeating: "0", count: 64) + "  ./sm3.json\n", to: "suite/SHA256SUMS")
        let run = try run("run", "suite")
        #expect(run.status == 1)
        #expect(run.text.contains("its SHA-256 is not the one in SHA256SUMS: the file was altered"))
        let one = try self.run("run", "suite/sm3.json")
        #expect(one.status == 1, "the list around a file counts, too")
        try write(String(repeating: "0", count: 64) + "  ./gone.json\n", to: "suite/SHA256SUMS")
        let unlisted = try self.run("run", "suite")
        #expect(unlisted.status == 65)
        #expect(unlisted.errors.contains("sm3.json, the file: SHA256SUMS does not name it"))
        let zeros = String(repeating: "0", count: 64)
        try write("\(zeros)  ./gone.json\n\(zeros)  ./sm3.json\n", to: "suite/SHA256SUMS")
        let missing = try self.run("run", "suite")
        #expect(missing.status == 65)
        #expect(missing.errors.contains("gone.json, the file: SHA256SUMS names it, and it is not there"))
    }

    @Test func `an edition, a provider and a kernel can be chosen`() throws {
        try write(Self.sm3(digest: Self.right), to: "suite/sm3.json")
        let other = try run("run", "suite", "--edition", "fips")
        #expect(other.status == 2)
        #expect(other.text.contains("SM3: nothing in this run computes it"))
        let libgcrypt = try run("run", "suite", "--provider", "libgcrypt")
        #expect(libgcrypt.status == 0 && !libgcrypt.text.contains("product") && libgcrypt.text.contains("libgcrypt"))
        let unknown = try run("run", "suite", "--kernel", "avx1024")
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("runs no CSM4 kernel 'avx1024'") && unknown.errors.contains("portable"))
        #expect(try run("run", "suite", "--edition", "gost").status == 64)
        #expect(try run("run", "suite", "--provider", "botan").status == 64)
        #expect(try run("run", "suite", "--edition", "fips", "--kernel", "portable").status == 64)
        #expect(try run("run", "suite", "--edition", "sm-crypto", "--fips-module-config", "x").status == 64)
    }

    @Test func `JSON holds the whole report`() throws {
        try write(Self.sm3(digest: Self.right), to: "suite/sm3.json")
        let report = try run("run", "suite", "--json").json()
        let files = try #require(report["files"] as? [[String: Any]])
        #expect(files.first?["caseCount"] as? Int == 1)
        #expect((report["module"] as? [String: Any])?["editions"] is [Any])
        #expect((report["summary"] as? [String: Any])?["verdict"] as? String == "PASS")
    }

    @Test func `a report is written, verified by us and by openssl, and its damage is found`() throws {
        try write(Self.sm3(digest: Self.right), to: "suite/sm3.json")
        let run = try run("run", "suite", "--report", "report", "--commit", "abc")
        #expect(run.status == 0, "\(run.errors)")
        let verified = try self.run("verify-report", "report")
        #expect(verified.status == 0, "\(verified.text)")
        for document in ["report.json", "report.html"] {
            let check = try CommandRun(
                shell: "cd '\(folder.path)/report' && openssl dgst -sha256 -verify report-key.pem "
                    + "-signature \(document).sig \(document)")
            #expect(check.text == "Verified OK\n")
        }
        let page = try String(contentsOfFile: folder.path("report/report.html"), encoding: .utf8)
        try Data(page.replacing("abc", with: "abd").utf8).write(
            to: URL(fileURLWithPath: folder.path("report/report.html")))
        let damaged = try self.run("verify-report", "report")
        #expect(damaged.status == 1)
        #expect(damaged.text.contains("FAILED"))
        #expect(try self.run("verify-report", "nowhere").status == 66)
    }

    @Test func `a key of the laboratory's own signs, and another key does not verify`() throws {
        try write(Self.sm3(digest: Self.right), to: "suite/sm3.json")
        for name in ["ours", "other"] {
            let make = try CommandRun(
                shell:
                    "cd '\(folder.path)' && umask 077 && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 "
                    + "-out \(name).pem && openssl pkey -in \(name).pem -pubout -out \(name)-public.pem")
            #expect(make.status == 0)
        }
        let run = try run("run", "suite", "--report", "report", "--signing-key", "ours.pem")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try self.run("verify-report", "report", "--key", "ours-public.pem").status == 0)
        #expect(try self.run("verify-report", "report", "--key", "other-public.pem").status == 1)
        let noKey = try self.run("run", "suite", "--report", "report", "--signing-key", "nowhere.pem")
        #expect(noKey.status != 0 && noKey.errors.contains("nowhere.pem"))
    }

    @Test(arguments: [
        [], ["run"], ["acvp"], ["acvp", "answer"], ["acvp", "check"], ["acvp", "capabilities"], ["sm"],
        ["sm", "report"],
        ["sm", "randomness"], ["verify-report"],
    ])
    func `every command has help with an example, within 80 columns`(command: [String]) throws {
        let help = try CommandRun(command + ["--help"], of: "hufu-vectors")
        #expect(help.status == 0)
        #expect(help.text.contains("hufu-vectors "))
        #expect(help.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `neither a server nor a database is linked`() throws {
        let list = try CommandRun(shell: "ldd '\(CommandRun.path(of: "hufu-vectors"))'")
        #expect(list.text.contains("libcrypto") && list.text.contains("libgcrypt"))
        for name in ["sqlite", "libpq", "libssl", "curl"] { #expect(!list.text.contains(name)) }
    }
}
