// SPDX-License-Identifier: Apache-2.0

/// Writes the DER (ITU-T X.690 §8, §10) that private keys of vector files need, up to 65535 bytes a value.
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
        let count = content.count
        switch count {
        case 0..<0x80: return [tag, UInt8(count)] + content
        case 0x80...0xFF: return [tag, 0x81, UInt8(count)] + content
        default: return [tag, 0x82, UInt8(count >> 8), UInt8(count & 0xFF)] + content
        }
    }
}
