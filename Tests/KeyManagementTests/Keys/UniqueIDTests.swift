// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

@Suite struct UniqueIDTests {
    static let text = "a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaeaf"

    @Test func `text and bytes name the same ID`() throws {
        let id = try #require(UniqueID(Self.text))
        #expect(id.bytes == Array(0xA0...0xAF))
        #expect(id.description == Self.text)
        #expect(UniqueID(bytes: id.bytes) == id)
    }

    @Test(arguments: [
        "", "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf", "A0A1A2A3-A4A5-A6A7-A8A9-AAABACADAEAF",
        "a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaea", "a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaeaf0",
        "a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaeag", "a0a1a2a3_a4a5-a6a7-a8a9-aaabacadaeaf",
    ])
    func `any other text is refused`(text: String) {
        #expect(UniqueID(text) == nil)
    }

    @Test(arguments: Edition.allCases)
    func `random IDs are version 4 and differ`(name: Edition) throws {
        let edition = try name.loaded()
        var seen: Set<UniqueID> = []
        for _ in 0..<100 {
            let id = try UniqueID.random(from: edition)
            #expect(id.bytes[6] >> 4 == 4 && id.bytes[8] >> 6 == 0b10)
            #expect(UniqueID(id.description) == id)
            seen.insert(id)
        }
        #expect(seen.count == 100)
    }
}
