// SPDX-License-Identifier: Apache-2.0

/// A strict reader of one flat JSON object with string values (RFC 8259), for encryption contexts only.
///
/// It refuses what general readers let pass or repair: duplicate keys are left for ``Pairs`` to find, since it keeps
/// every entry as bytes.
struct ContextParser {
    /// What a letter after a backslash stands for (§7).
    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private let text: [UInt8]
    private var position = 0

    /// The entries of `text` in their order; none for the empty text.
    ///
    /// - Throws: every case of ``ContextError`` but ``ContextError/duplicateKey``.
    static func entries(of text: [UInt8]) throws(ContextError) -> [Pairs.Entry] {
        guard text.count <= 4 * EncryptionContext.scalarCountLimit else { throw .tooLong }
        guard !text.starts(with: [0xEF, 0xBB, 0xBF]) else { throw .byteOrderMark }
        guard let validated = String(validating: text, as: UTF8.self) else { throw .invalidUTF8 }
        guard validated.unicodeScalars.count <= EncryptionContext.scalarCountLimit else { throw .tooLong }
        guard !text.isEmpty else { return [] }
        var parser = ContextParser(text: text)
        return try parser.readObject()
    }

    private init(text: [UInt8]) { self.text = text }

    private mutating func readObject() throws(ContextError) -> [Pairs.Entry] {
        skipWhiteSpace()
        guard take("{") else { throw .notAnObject }
        var entries: [Pairs.Entry] = []
        skipWhiteSpace()
        if !take("}") {
            repeat {
                entries.append(try readEntry())
                skipWhiteSpace()
            } while take(",")
            guard take("}") else { throw .malformed(offset: position) }
        }
        skipWhiteSpace()
        guard position == text.count else { throw .trailingText }
        return entries
    }

    private mutating func readEntry() throws(ContextError) -> Pairs.Entry {
        skipWhiteSpace()
        guard next == UInt8(ascii: "\"") else { throw .malformed(offset: position) }
        let key = try readString()
        skipWhiteSpace()
        guard take(":") else { throw .malformed(offset: position) }
        skipWhiteSpace()
        guard let first = next else { throw .malformed(offset: position) }
        switch Unicode.Scalar(first) {
        case "\"": return Pairs.Entry(key: key, value: try readString())
        case "{", "[": throw .nestedValue
        case "0"..."9", "-", "t", "f", "n": throw .valueNotString
        default: throw .malformed(offset: position)
        }
    }

    /// Reads a string, quotation marks included, and unescapes it.
    private mutating func readString() throws(ContextError) -> [UInt8] {
        position += 1
        var bytes: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return bytes
            case UInt8(ascii: "\\"):
                position += 1
                bytes += try readEscape()
            case 0x00..<0x20:
                throw .malformed(offset: position)
            default:
                bytes.append(byte)
                position += 1
            }
        }
        throw .malformed(offset: position)
    }

    /// Reads what follows a backslash.
    private mutating func readEscape() throws(ContextError) -> [UInt8] {
        guard !take("u") else { return Array(String(try readUnicodeEscape()).utf8) }
        guard let letter = next, let byte = ContextParser.escapes[letter] else { throw .malformed(offset: position) }
        position += 1
        return [byte]
    }

    /// Reads what follows `\u`: four digits, or two surrogates as `XXXX\uXXXX`.
    private mutating func readUnicodeEscape() throws(ContextError) -> Unicode.Scalar {
        let first = try readHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take("\\"), take("u") else { throw .loneSurrogate }
        let second = try readHexDigits()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw .loneSurrogate }
        return scalar
    }

    private mutating func readHexDigits() throws(ContextError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw .malformed(offset: position)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private var next: UInt8? { position < text.count ? text[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipWhiteSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }
}
