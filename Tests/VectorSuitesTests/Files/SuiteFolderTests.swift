// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import VectorSuites

/// A folder is run whole: what is left out is a text for people, by its name, and nothing else.
@Suite struct SuiteFolderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("suite/inner"), withIntermediateDirectories: true)
        for name in ["b.txt", "inner/a.rsp", "noticeboard.json", "README", "LICENSE.APACHE", "notes.md", ".hidden"] {
            try Data("x\n".utf8).write(to: URL(fileURLWithPath: folder.path("suite/\(name)")))
        }
    }

    private func names(_ paths: String...) throws -> [String] { try SuiteFolder.files(at: paths).map(\.name) }

    @Test func `files come by name, without hidden ones and texts for people`() throws {
        #expect(try names(folder.path("suite")) == ["b.txt", "inner/a.rsp", "noticeboard.json"])
        #expect(try names(folder.path("suite/b.txt")) == [folder.path("suite/b.txt")])
    }

    @Test func `a link to the folder is the folder`() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link"), withDestinationPath: folder.path("suite"))
        #expect(try names(folder.path("link")) == ["b.txt", "inner/a.rsp", "noticeboard.json"])
    }

    @Test(arguments: ["/nonexistent", "inner"])
    func `a link in the folder that leads nowhere, or to a folder, is a file that cannot be read`(
        target: String
    ) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("suite/c.txt"), withDestinationPath: target)
        let file = try #require(try SuiteFolder.files(at: [folder.path("suite")]).first { $0.name == "c.txt" })
        #expect(throws: VectorFileError.self) { try file.read() }
    }

    @Test func `a path that is not there is refused`() {
        #expect(throws: VectorFileError.self) { try names(folder.path("nowhere")) }
    }

    @Test func `the nearest list around a file that names it counts, below the named folder and above it`() throws {
        let (near, far) = (String(repeating: "1", count: 64), String(repeating: "2", count: 64))
        func write(_ text: String, to name: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path(name)))
        }
        try write("\(near)  ./a.rsp\n", to: "suite/inner/SHA256SUMS")
        try write("\(far)  suite/inner/a.rsp\n\(far)  suite/b.txt\n", to: "SHA256SUMS")
        let files = try SuiteFolder.files(at: [folder.path("suite"), folder.path("suite/inner/a.rsp")])
        #expect(files.map(\.listedHash) == [far, near, nil, near])
    }
}
