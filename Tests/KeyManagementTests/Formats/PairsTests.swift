// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import KeyManagement

@Suite struct PairsTests {
    private func entry(_ key: String, _ value: String = "") -> Pairs.Entry {
        Pairs.Entry(key: Array(key.utf8), value: Array(value.utf8))
    }

    @Test func `empty map is the empty string (§1)`() {
        #expect(Pairs([])?.bytes == [])
        #expect(Pairs(canonical: []) == .empty)
    }

    @Test func `order of the entries does not count`() throws {
        let entries = ["b", "", "a", "ab", "甲", "é", "~"].map { entry($0, "value of \($0)") }
        let pairs = try #require(Pairs(entries))
        #expect(pairs.entries.map { String(decoding: $0.key, as: UTF8.self) } == ["", "a", "ab", "b", "~", "é", "甲"])
        #expect(Pairs(entries.reversed()) == pairs)
        #expect(Pairs(canonical: pairs.bytes) == pairs)
        #expect(pairs["ab"] == Array("value of ab".utf8))
        #expect(pairs["abc"] == nil)
    }

    @Test func `composed and decomposed characters are different keys, which Swift's strings would merge`() throws {
        let composed = "\u{E9}"
        let decomposed = "e\u{301}"
        #expect(composed == decomposed)
        let pairs = try #require(Pairs([entry(composed, "1"), entry(decomposed, "2")]))
        #expect(pairs.entries.map(\.value) == [Array("2".utf8), Array("1".utf8)])
        #expect(pairs[composed] == Array("1".utf8))
        #expect(pairs[decomposed] == Array("2".utf8))
    }

    @Test func `supplementary characters sort by UTF-8, not by UTF-16`() throws {
        let pairs = try #require(Pairs([entry("\u{1F405}"), entry("\u{FF5E}")]))
        #expect(pairs.entries.map(\.key) == [Array("\u{FF5E}".utf8), Array("\u{1F405}".utf8)])
    }

    @Test func `same key twice is refused, whatever the values`() {
        #expect(Pairs([entry("a", "1"), entry("b"), entry("a", "2")]) == nil)
        #expect(Pairs([entry("", "1"), entry("", "1")]) == nil)
    }

    @Test(arguments: [
        [0, 0, 0, 1, 0x62, 0, 0, 0, 0, 0, 0, 0, 1, 0x61, 0, 0, 0, 0],  // b before a
        [0, 0, 0, 1, 0x61, 0, 0, 0, 0, 0, 0, 0, 1, 0x61, 0, 0, 0, 0],  // a twice
        [0, 0, 0, 1, 0x61, 0, 0, 0, 0, 0],  // one byte more
        [0, 0, 0, 1, 0x61],  // a key alone
        [0, 0, 0, 1, 0x61, 0, 0, 0, 1],  // a value too short
        [0, 0, 0],  // half a length
        [0xFF, 0xFF, 0xFF, 0xFF, 0x61],  // a length past the end
        [0, 0, 0, 1, 0xFF, 0, 0, 0, 0],  // a key that is not UTF-8
        [0, 0, 0, 1, 0x61, 0, 0, 0, 2, 0xC0, 0x80],  // an overlong value
    ])
    func `decoder refuses whatever is not the canonical form`(bytes: [UInt8]) {
        #expect(Pairs(canonical: bytes) == nil)
    }

    @Test func `decoder takes back random maps, and no cut or extended one`() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<100 {
            let count = Int.random(in: 1...8, using: &generator)
            let entries = (0..<count).map { entry("\($0)", String(Int.random(in: 0...99_999, using: &generator))) }
            let pairs = try #require(Pairs(entries))
            #expect(Pairs(canonical: pairs.bytes) == pairs)
            #expect(Pairs(canonical: pairs.bytes + [0]) == nil)
            #expect(Pairs(canonical: pairs.bytes.dropLast()) == nil)
        }
    }
}
