// SPDX-License-Identifier: Apache-2.0

/// Writes the DER (ITU-T X.690 §8, §10) that private keys of vector files need. Any number of bytes has a length: a
/// hostile file may hold a number as long as the file.
enum DERWriter {
    static func sequence(_ parts: [[UInt8]]) -> [UInt8] { value(0x30, parts.flatMap(\.self)) }

    static func octetString(_ content: [UInt8]) -> [UInt8] { value(0x04, content) }

    /// An uncompressed point as a BIT STRING without unused bits.
    static func bitString(_ content: [UInt8]) -> [UInt8] { value(0x03, [0] + content) }

    /// A constructed value with a context-specific tag.
    static func tagged(_ number: UInt8, _ content: [UInt8]) -> [UInt8] { value(0xA0 | number, content) }

    /// A non-negative INTEGER from big-endian bytes, minimal (§8.3.2).
    static func integer(_ digits: [UInt8]) -> [UInt8] {
        let minimal = Array(digits.drop { $0 == 0 })
        let needsZero = minimal.first.map { $0 >= 0x80 } ?? true
        return value(0x02, (needsZero ? [0] : []) + minimal)
    }

    private static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        // §8.1.3.5: the long form, in as few bytes as the length takes (§10.1).
        let length = (0..<8).reversed().map { UInt8(truncatingIfNeeded: content.count >> (8 * $0)) }.drop { $0 == 0 }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }
}
