// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import VectorSuites

@Suite struct HashListTests {
    static let hash = String(repeating: "0A", count: 32)

    @Test func `names stand behind a hash, with a star or a path before them`() throws {
        let text = "\(Self.hash)  a.txt\n\(Self.hash) *b c.txt\r\n\n\(Self.hash)  ./d/e.txt\n"
        #expect(
            try HashList.hashes(of: VectorFile(name: "f", contents: Array(text.utf8)))
                == Dictionary(
                    uniqueKeysWithValues: ["a.txt", "b c.txt", "d/e.txt"].map { ($0, Self.hash.lowercased()) }))
    }

    @Test(arguments: [
        ("\(hash)", "f, line 1: not a SHA-256 and a name"),
        ("\n\(hash)  *", "f, line 2: not a SHA-256 and a name"),
        ("\(hash)  ./", "f, line 1: not a SHA-256 and a name"),
        ("\(hash)00  a", "f, line 1: not a SHA-256 and a name"),
        ("\(hash.dropLast())  a", "f, line 1: not a SHA-256 and a name"),
        ("\(hash)  a\n\(hash)  ./a", "f, line 2: 'a' occurs twice"),
    ])
    func `anything else is refused by line`(text: String, refusal: String) {
        let error = #expect(throws: VectorFileError.self) {
            try HashList.hashes(of: VectorFile(name: "f", contents: Array(text.utf8)))
        }
        #expect(error?.description == refusal)
    }
}
