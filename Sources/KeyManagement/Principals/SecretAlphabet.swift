// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// The 62 characters `A–Z a–z 0–9` of which SecretIds and SecretKeys are made.
enum SecretAlphabet {
    /// How many characters a SecretKey has, and a SecretId after its `AKID`.
    static let characterCount = 32

    /// Whether the character is one of them.
    static func contains(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// 32 characters from the edition's generator, each as likely as any other: 190 bits.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``.
    static func randomText(from edition: any CryptoEdition) throws(CryptoError) -> KeyMaterial {
        try KeyMaterial(byteCount: characterCount) { (text: inout OutputSpan<UInt8>) throws(CryptoError) in
            while text.freeCapacity > 0 {
                let draw = try edition.makeSecret(byteCount: 2 * characterCount)
                draw.withBytes { bytes in append(bytes, to: &text) }
            }
        }
    }

    /// Appends a character for each byte whose low six bits name one; the others are dropped, so that none is likelier.
    private static func append(_ bytes: Span<UInt8>, to text: inout OutputSpan<UInt8>) {
        for index in bytes.indices where text.freeCapacity > 0 {
            let number = bytes[index] & 63
            if number < 62 { text.append(character(number)) }
        }
    }

    /// The character of a number below 62, by arithmetic alone: no branch, no table.
    private static func character(_ number: UInt8) -> UInt8 {
        let number = Int32(number)
        let isPastCapitals = (25 - number) >> 31
        let isDigit = (51 - number) >> 31
        // From 'Z' to 'a' it is 6 on; from 'z' to '0' it is 75 back.
        return UInt8(truncatingIfNeeded: 65 + number + (isPastCapitals & 6) - (isDigit & 75))
    }
}
