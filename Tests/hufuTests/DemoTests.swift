// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@Suite struct DemoTests {
    /// Every step of the list, by a word of its title.
    private static let claims = [
        "engine makes a key", "external key", "another length", "with openssl", "receipt", "wrapped by hufu",
        "Other material", "encrypted under", "byte for byte", "Another context", "same material", "one bit changed",
        "deletes the material", "back: the file opens", "sealed are refused", "rotated", "deletion waits",
    ]

    @Test func `the demonstration holds in both editions and leaves nothing behind`() throws {
        let folder = try TemporaryFolder()
        let run = try CommandRun(shell: "TMPDIR='\(folder.path)' \"$hufu\" demo --size 1048576 --json")
        #expect(run.status == 0, "\(run.text)\(run.errors)")
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
        let steps = try #require(report["Steps"] as? [[String: Any]])
        #expect(report["AllHold"] as? Bool == true)
        for edition in ["fips", "sm-crypto"] {
            let titles = steps.filter { $0["Edition"] as? String == edition }.compactMap { $0["Title"] as? String }
            for claim in DemoTests.claims {
                #expect(titles.contains { $0.contains(claim) }, "\(edition): no step about '\(claim)'")
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `a step that does not hold says FAILED and ends with 70`() throws {
        let folder = try TemporaryFolder()
        // No openssl on the path: the owner's own tool is missing, which must not pass for a success.
        let run = try CommandRun(
            shell: "TMPDIR='\(folder.path)' PATH=/nowhere \"$hufu\" demo --edition fips --size 1000")
        #expect(run.status == 70)
        #expect(run.text.contains("FAILED") && run.text.contains("apt-get install openssl"), "\(run.text)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `--keep leaves the folder and says where`() throws {
        let folder = try TemporaryFolder()
        let run = try CommandRun(
            shell: "TMPDIR='\(folder.path)' \"$hufu\" demo --edition sm-crypto --size 1000 --keep")
        #expect(run.status == 0, "\(run.text)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let name = try #require(names.first)
        #expect(names.count == 1 && run.text.contains(name))
        #expect(FileManager.default.fileExists(atPath: folder.path("\(name)/sm-crypto/hufu.yaml")))
    }

    @Test func `Ctrl-C in the middle leaves no folder behind`() throws {
        let folder = try TemporaryFolder()
        signal(SIGINT, SIG_DFL)
        let process = CommandRun.process(["demo", "--edition", "fips", "--size", "1000"], configuration: nil)
        process.environment?["TMPDIR"] = folder.path
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let deadline = ContinuousClock.now + .seconds(20)
        func names() throws -> [String] { try FileManager.default.subpathsOfDirectory(atPath: folder.path) }
        while try !names().contains(where: { $0.hasSuffix("hufu.db") }), ContinuousClock.now < deadline { usleep(2000) }
        #expect(try !names().isEmpty)
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 130)
        #expect(try names().isEmpty)
    }
}
