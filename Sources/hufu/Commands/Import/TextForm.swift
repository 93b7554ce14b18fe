// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Tells bytes from the texts that people make of them.
enum TextForm {
    /// The bytes that Base64 text stands for, line breaks and padding aside; nil for anything else.
    static func base64(_ bytes: [UInt8]) -> [UInt8]? {
        let text = bytes.filter { !isSpace($0) }
        guard text.count >= 16, let data = Data(base64Encoded: Data(text)) else { return nil }
        return Array(data)
    }

    /// The bytes that hexadecimal text stands for, with spaces, colons or line breaks in it; nil for anything else.
    static func hexadecimal(_ bytes: [UInt8]) -> [UInt8]? {
        let digits = bytes.filter { !isSpace($0) && $0 != UInt8(ascii: ":") }
        guard digits.count >= 16, digits.count.isMultiple(of: 2) else { return nil }
        let values = digits.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard values.allSatisfy({ $0 != nil }) else { return nil }
        let nibbles = values.compactMap(\.self)
        return stride(from: 0, to: nibbles.count, by: 2).map { UInt8(nibbles[$0] << 4 | nibbles[$0 + 1]) }
    }

    /// What kind of PEM block the bytes begin with, such as `PUBLIC KEY`; nil for anything else.
    static func pemLabel(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes.prefix(200), as: UTF8.self)
        guard let start = text.range(of: "-----BEGIN "),
            let end = text.range(of: "-----", range: start.upperBound..<text.endIndex)
        else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t")].contains(byte)
    }
}
