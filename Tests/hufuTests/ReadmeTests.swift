// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// README.md says nothing that does not work: its blocks are taken from the file and run.
struct ReadmeTests {
    @Test(arguments: Edition.allCases)
    func `the walk works as it is written, in one shell`(edition: Edition) throws {
        let folder = try TemporaryFolder()
        let blocks = try ReadmeTests.blocks(in: "sh").map(ReadmeTests.withoutMake).filter { $0.contains("hufu ") }
        try #require(blocks.count >= 3)
        var script = "set -eux\n" + blocks.joined()
        // What the README says of the other edition, and nothing else.
        if edition == .smCrypto {
            script = script.replacing("--edition fips", with: "--edition sm-crypto")
                .replacing("-out material.bin 32)", with: "-out material.bin 16)")
        }
        let process = CommandRun.process(executable: "/bin/bash", ["-c", script], configuration: nil)
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        let programs = URL(fileURLWithPath: CommandRun.executable).deletingLastPathComponent().path
        process.environment?["PATH"] = "\(programs):/usr/local/bin:/usr/bin:/bin"
        let walk = try CommandRun(process)
        #expect(walk.status == 0, "\(walk.errors)")
        #expect(try folder.text("opened.txt") == "the tiger counts\n")
        #expect(try folder.text("back.txt") == "the tiger counts\n")
        #expect(try folder.mode(of: "material.bin") == 0o600)
        #expect(walk.text.contains("edition   \(edition)"))
    }

    @Test func `every make target that it names is there`() throws {
        let readme = try ReadmeTests.file("README.md")
        let named = readme.matches(of: #/(?:`|\n)make ([a-z-]+)/#).map { String($0.1) }
        try #require(Set(named).isSuperset(of: ["demo", "test", "build", "install"]))
        let targets = try ReadmeTests.file("Makefile").matches(of: #/\n([a-z-]+):/#).map { String($0.1) }
        #expect(Set(named).subtracting(targets) == [])
    }

    @Test func `the five lines of Swift are the compiled ones`() throws {
        let block = try #require(try ReadmeTests.blocks(in: "swift").first)
        let lines = block.split(separator: "\n").map { line in
            // The test takes the edition's name as its argument.
            line.replacing(#"Edition(named: "fips").load()  // or "sm-crypto""#, with: "Edition(named: name).load()")
        }
        #expect(lines.count == 5)
        let test = try ReadmeTests.file("Tests/CryptoEditionsTests/EditionLoadingTests.swift")
        let compiled = test.split(separator: "\n").map { $0.drop { $0 == " " } }
        let first = try #require(compiled.firstIndex { $0.hasPrefix("// The five lines of the README") })
        #expect(compiled.contains(Substring(lines[0])))
        #expect(compiled.dropFirst(first + 1).prefix(4).map(String.init) == lines.dropFirst().map(String.init))
    }

    @Test func `it has at most 120 lines, and what it links to is there`() throws {
        let readme = try ReadmeTests.file("README.md")
        #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 121)
        for link in readme.matches(of: #/\]\(([^)]+)\)/#) {
            #expect(FileManager.default.fileExists(atPath: ReadmeTests.root + "/" + link.1), "\(link.1)")
        }
    }

    /// The content of the file's fenced blocks in that language, in order.
    private static func blocks(in language: String) throws -> [String] {
        try file("README.md").matches(of: #/(?m)^```(\w+)\n([\s\S]*?)^```$/#)
            .filter { $0.1 == language }.map { String($0.2) }
    }

    /// The block without the commands that build; what follows one in the same line stays.
    private static func withoutMake(_ block: String) -> String {
        block.replacing(#/(?m)^make [a-z-]+( && |.*$)/#, with: "")
    }

    static func file(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
}
