// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import VectorSuites

@Suite struct DERWriterTests {
    /// X.690 §8.1.3: the short form to 127, then the long form in as few bytes as the length takes.
    @Test(
        arguments: [
            (0, [0x04, 0x00]), (127, [0x04, 0x7F]), (128, [0x04, 0x81, 0x80]), (255, [0x04, 0x81, 0xFF]),
            (256, [0x04, 0x82, 0x01, 0x00]), (65_535, [0x04, 0x82, 0xFF, 0xFF]),
            (65_536, [0x04, 0x83, 0x01, 0x00, 0x00]),
            (1 << 24, [0x04, 0x84, 0x01, 0x00, 0x00, 0x00]),
        ] as [(Int, [UInt8])])
    func `a length of any size is written`(byteCount: Int, header: [UInt8]) {
        let value = DERWriter.octetString([UInt8](repeating: 0xA5, count: byteCount))
        #expect(value.starts(with: header) && value.count == header.count + byteCount)
    }

    @Test func `a key with a number of 65,536 bytes ends nothing`() throws {
        let digits = String(repeating: "ab", count: 65_536)
        let text = SoundFile.rsaLaboratories.text.replacing("# Exponent:\n10001", with: "# Exponent:\n\(digits)")
        let hostile = text.replacing("# Public exponent:\n10001", with: "# Public exponent:\n\(digits)")
        guard case .checks(let checks) = try cases(hostile)[0].content,
            case .known(.rsaDecrypt(_, let key, _), _)? = checks.first
        else {
            Issue.record("no decryption")
            return
        }
        #expect(key.count > 65_536)
    }
}
