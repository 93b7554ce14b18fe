// SPDX-License-Identifier: Apache-2.0

/// Reads, and writes, the few DER values of an SM2 ciphertext (ITU-T X.690 §8, §10): strictly, one encoding per value.
struct DERReader {
    /// Identifier octets.
    enum Tag: UInt8 {
        case integer = 0x02
        case octetString = 0x04
        case sequence = 0x30
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) { rest = ArraySlice(bytes) }

    /// Whether every byte was read.
    var isAtEnd: Bool { rest.isEmpty }

    /// The content of the next value; nil when it has another tag, an indefinite or a longer length than need be (§10.1),
    /// or ends beyond the input.
    mutating func read(_ tag: Tag) -> ArraySlice<UInt8>? {
        guard rest.popFirst() == tag.rawValue, let byteCount = readLength(), byteCount <= rest.count else { return nil }
        defer { rest = rest.dropFirst(byteCount) }
        return rest.prefix(byteCount)
    }

    /// The next INTEGER, which is not negative and minimal (§8.3.2), in `byteCount` bytes with leading zeros.
    mutating func readUnsigned(byteCount: Int) -> [UInt8]? {
        guard let content = read(.integer), let first = content.first, first < 0x80 else { return nil }
        let hasSignByte = first == 0 && content.count > 1
        if hasSignByte, content[content.startIndex + 1] < 0x80 { return nil }
        let digits = hasSignByte ? content.dropFirst() : content
        guard digits.count <= byteCount else { return nil }
        return [UInt8](repeating: 0, count: byteCount - digits.count) + digits
    }

    /// Lengths up to 65535: short form, or one or two octets (§8.1.3).
    private mutating func readLength() -> Int? {
        guard let first = rest.popFirst() else { return nil }
        switch first {
        case 0..<0x80: return Int(first)
        case 0x81:
            guard let length = rest.popFirst(), length >= 0x80 else { return nil }
            return Int(length)
        case 0x82:
            guard let high = rest.popFirst(), let low = rest.popFirst(), high > 0 else { return nil }
            return Int(high) << 8 | Int(low)
        default: return nil
        }
    }

    /// A value of that tag, of at most 65535 content bytes.
    static func encode(_ tag: Tag, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        switch count {
        case 0..<0x80: return [tag.rawValue, UInt8(count)] + content
        case 0x80...0xFF: return [tag.rawValue, 0x81, UInt8(count)] + content
        default: return [tag.rawValue, 0x82, UInt8(count >> 8), UInt8(count & 0xFF)] + content
        }
    }

    /// A non-negative INTEGER from big-endian digits, minimal.
    static func encode(unsigned digits: [UInt8]) -> [UInt8] {
        let minimal = digits.drop { $0 == 0 }
        let needsSignByte = minimal.first.map { $0 >= 0x80 } ?? true
        return encode(.integer, (needsSignByte ? [0] : []) + minimal)
    }
}
