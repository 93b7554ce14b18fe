// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// What README.md says of the laboratory's command works as it is written.
@Suite struct ReadmeTests {
    @Test func `the laboratory's block runs in one shell`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let heading = try #require(readme.range(of: "## A laboratory's evidence\n```sh\n"))
        let end = try #require(readme[heading.upperBound...].range(of: "```"))
        let folder = try TemporaryFolder()
        try Data(
            """
            {"format": "hufu-gmt-1", "source": "GB/T 32905-2016 annex A", "tests": [
              {"name": "example 1", "algorithm": "SM3", "msg": "616263",
               "digest": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"}]}
            """.utf8
        ).write(to: URL(fileURLWithPath: folder.path("sm3.json")))
        try Data(
            """
            {"vsId": 1, "algorithm": "ACVP-AES-GCM", "revision": "1.0", "testGroups": [
              {"tgId": 1, "testType": "AFT", "direction": "encrypt", "keyLen": 256, "ivLen": 96, "ivGen": "internal",
               "payloadLen": 8, "aadLen": 0, "tagLen": 128, "tests": [
                {"tcId": 1, "key": "0000000000000000000000000000000000000000000000000000000000000000", "pt": "61",
                 "aad": ""}]}]}
            """.utf8
        ).write(to: URL(fileURLWithPath: folder.path("prompt.json")))
        // `make vectors` runs the command on a folder: here on one file.
        let script =
            "set -eu\n"
            + readme[heading.upperBound..<end.lowerBound]
            .replacing("make vectors REPORT=report", with: "hufu-vectors run sm3.json --report report")
            .replacing("make vectors ", with: "hufu-vectors run sm3.json ")
        let process = CommandRun.process(executable: "/bin/bash", ["-c", script], configuration: nil)
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        let programs = URL(fileURLWithPath: CommandRun.executable).deletingLastPathComponent().path
        process.environment?["PATH"] = "\(programs):/usr/local/bin:/usr/bin:/bin"
        let walk = try CommandRun(process)
        #expect(walk.status == 0, "\(walk.errors)")
        #expect(walk.text.contains("is as it was signed"))
        #expect(FileManager.default.fileExists(atPath: folder.path("response.json")))
    }
}
