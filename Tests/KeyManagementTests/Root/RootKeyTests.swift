// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

@testable import KeyManagement

/// §4, the root key's line.
@Suite struct RootKeyTests {
    private func material(_ text: String) -> KeyMaterial { KeyMaterial(knownBytes: Array(text.utf8)) }

    /// A line of 16 bytes of ID, a version and a key of `keyByteCount` bytes.
    private func line(_ edition: Edition, version: UInt32 = 1, keyByteCount: Int? = nil) -> String {
        let key = [UInt8](0..<UInt8(keyByteCount ?? edition.keyByteCount))
        let content = [UInt8](0xA0...0xAF) + version.bigEndianBytes + key
        return "hufu.root.1.\(edition).\(Base64URL.encode(content.span))"
    }

    @Test(arguments: Edition.allCases, ["", "\n"])
    func `line is read, with or without its line feed, and written again`(edition: Edition, end: String) throws {
        let root = try RootKey.parse(material(line(edition, version: 0x0102_0304) + end), expecting: edition)
        #expect(root.edition == edition && root.version == 0x0102_0304)
        #expect(root.id.bytes == [UInt8](0xA0...0xAF))
        #expect(root.key.exposed() == [UInt8](0..<UInt8(edition.keyByteCount)))
        #expect(root.text().exposed() == Array("\(line(edition, version: 0x0102_0304))\n".utf8))
    }

    @Test(arguments: Edition.allCases)
    func `new roots are version 1, of the edition's length, and differ`(edition: Edition) throws {
        let first = try RootKey.make(from: edition.loaded())
        let second = try RootKey.make(from: edition.loaded())
        #expect(first.version == 1 && first.edition == edition && first.key.byteCount == edition.keyByteCount)
        #expect(first.id != second.id)
        let isSame = first.key.isEqual(to: second.key)
        #expect(!isSame)
        let read = try RootKey.parse(first.text(), expecting: edition)
        let isRead = read.id == first.id && read.key.isEqual(to: first.key)
        #expect(isRead)
    }

    private func expectRefusal(_ text: String, _ edition: Edition, _ error: RootKeyError) {
        #expect(throws: error, "\(edition)") { _ = try RootKey.parse(material(text), expecting: edition) }
    }

    @Test(arguments: Edition.allCases)
    func `lines of the other edition and of other lengths are refused by name`(edition: Edition) {
        expectRefusal(line(edition.other), edition, .otherEdition(found: edition.other, expected: edition))
        for keyByteCount in [1, 15, 16, 17, 24, 31, 32, 33] where keyByteCount != edition.keyByteCount {
            expectRefusal(
                line(edition, keyByteCount: keyByteCount), edition,
                .wrongKeyLength(expected: edition.keyByteCount, actual: keyByteCount))
        }
        expectRefusal(line(edition, keyByteCount: 0), edition, .malformed)
        expectRefusal(line(edition, version: 0), edition, .malformed)
    }

    @Test(arguments: Edition.allCases)
    func `every other line is refused`(edition: Edition) {
        let line = line(edition)
        for altered in [
            "", "\n", "hufu.root.1.", "hufu.root.1.\(edition).", "hufu.1.\(edition).AAAA", " " + line, line + " ",
            line + "\n\n", line + "\r\n", line + "=", line + "A\n", String(line.dropLast(2)) + "+A",
            line.replacing("root", with: "ROOT"), line.replacing("root.1", with: "root.2"), line + "\n" + line,
        ] {
            #expect(throws: RootKeyError.self, "\(altered.count)") {
                _ = try RootKey.parse(material(altered), expecting: edition)
            }
        }
    }
}
