// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Base64url (RFC 4648 §5) without padding, strict: every byte string has exactly one text.
///
/// Both directions compute each character by arithmetic, without tables and without branches on it, and a decoder looks
/// at its collected errors once, at the end: time depends on lengths only, so that keys may pass.
package enum Base64URL {
    /// Length in characters of the text of `byteCount` bytes.
    package static func textByteCount(encoding byteCount: Int) -> Int { (byteCount * 4 + 2) / 3 }

    /// Length in bytes of what `textByteCount` characters stand for; nil where no such text exists.
    package static func byteCount(decoding textByteCount: Int) -> Int? {
        textByteCount % 4 == 1 ? nil : textByteCount / 4 * 3 + textByteCount % 4 * 3 / 4
    }

    /// The text of `bytes`.
    package static func encode(_ bytes: Span<UInt8>) -> String {
        let text = [UInt8](capacity: textByteCount(encoding: bytes.count)) { encode(bytes, into: &$0) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the text of `bytes` in ASCII; `text` needs ``textByteCount(encoding:)`` free bytes.
    package static func encode(_ bytes: Span<UInt8>, into text: inout OutputSpan<UInt8>) {
        var position = 0
        while position + 3 <= bytes.count {
            let group = UInt32(bytes[position]) << 16 | UInt32(bytes[position + 1]) << 8 | UInt32(bytes[position + 2])
            text.append(character(of: group >> 18))
            text.append(character(of: group >> 12 & 63))
            text.append(character(of: group >> 6 & 63))
            text.append(character(of: group & 63))
            position += 3
        }
        switch bytes.count - position {
        case 1:
            let group = UInt32(bytes[position]) << 4
            text.append(character(of: group >> 6))
            text.append(character(of: group & 63))
        case 2:
            let group = UInt32(bytes[position]) << 10 | UInt32(bytes[position + 1]) << 2
            text.append(character(of: group >> 12))
            text.append(character(of: group >> 6 & 63))
            text.append(character(of: group & 63))
        default: break
        }
    }

    /// The bytes that `text` stands for.
    ///
    /// - Returns: nil for padding, white space, other characters, an impossible length, and non-zero spare bits.
    package static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        guard let byteCount = byteCount(decoding: text.count) else { return nil }
        var isValid = false
        let bytes = [UInt8](capacity: byteCount) { isValid = decode(text, into: &$0) }
        return isValid ? bytes : nil
    }

    /// As ``decode(_:)``, straight into locked memory.
    package static func decodeMaterial(_ text: Span<UInt8>) -> KeyMaterial? {
        guard let byteCount = byteCount(decoding: text.count) else { return nil }
        var isValid = false
        let material = KeyMaterial(byteCount: byteCount) { (bytes: inout OutputSpan<UInt8>) in
            isValid = decode(text, into: &bytes)
        }
        if isValid { return material }
        return nil
    }

    /// Appends what `text` stands for, right or wrong, and answers whether it was right.
    private static func decode(_ text: Span<UInt8>, into bytes: inout OutputSpan<UInt8>) -> Bool {
        var errors: Int32 = 0
        var position = 0
        while position + 4 <= text.count {
            var group: Int32 = 0
            for index in 0..<4 {
                let value = value(of: text[position &+ index])
                errors |= value
                group = group << 6 | value & 63
            }
            bytes.append(UInt8(truncatingIfNeeded: group >> 16))
            bytes.append(UInt8(truncatingIfNeeded: group >> 8))
            bytes.append(UInt8(truncatingIfNeeded: group))
            position += 4
        }
        errors |= decodeRest(text.extracting(position..<text.count), into: &bytes)
        return errors >= 0
    }

    /// Appends the one or two bytes of the last 2 or 3 characters; negative when they are wrong.
    private static func decodeRest(_ rest: Span<UInt8>, into bytes: inout OutputSpan<UInt8>) -> Int32 {
        guard rest.count >= 2 else { return 0 }
        var errors: Int32 = 0
        var group: Int32 = 0
        for index in rest.indices {
            let value = value(of: rest[index])
            errors |= value
            group = group << 6 | value & 63
        }
        let spareBitCount: Int32 = rest.count == 3 ? 2 : 4
        if rest.count == 3 { bytes.append(UInt8(truncatingIfNeeded: group >> 10)) }
        bytes.append(UInt8(truncatingIfNeeded: group >> spareBitCount))
        return errors | -(group & (1 << spareBitCount &- 1))
    }

    /// The character of a 6-bit value.
    private static func character(of value: UInt32) -> UInt8 {
        let value = Int32(truncatingIfNeeded: value)
        let offset =
            mask(value, from: 0, through: 25) & 65  // A…Z
            | mask(value, from: 26, through: 51) & (97 - 26)  // a…z
            | mask(value, from: 52, through: 61) & (48 - 52)  // 0…9
            | mask(value, from: 62, through: 62) & (45 - 62)  // -
            | mask(value, from: 63, through: 63) & (95 - 63)  // _
        return UInt8(truncatingIfNeeded: value &+ offset)
    }

    /// The 6-bit value of a character; −1 for one outside the alphabet.
    private static func value(of character: UInt8) -> Int32 {
        let character = Int32(character)
        let upper = mask(character, from: 65, through: 90)
        let lower = mask(character, from: 97, through: 122)
        let digit = mask(character, from: 48, through: 57)
        let minus = mask(character, from: 45, through: 45)
        let underscore = mask(character, from: 95, through: 95)
        let value =
            upper & (character &- 65) | lower & (character &- 97 &+ 26) | digit & (character &- 48 &+ 52)
            | minus & 62 | underscore & 63
        return value | ~(upper | lower | digit | minus | underscore)
    }

    /// All ones when `low ≤ value ≤ high`, else zero; for values from 0 to 255.
    private static func mask(_ value: Int32, from low: Int32, through high: Int32) -> Int32 {
        ((low &- 1 &- value) & (value &- high &- 1)) >> 31
    }
}
