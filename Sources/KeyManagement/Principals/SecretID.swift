// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// The public half of a credential, which a request names: `AKID` and 32 of `A–Z a–z 0–9`.
public struct SecretID: Sendable, Hashable, Codable {
    /// The 36 characters.
    public let text: String

    /// Reads the text; nil for anything else.
    public init?(_ text: String) {
        let characters = Array(text.utf8)
        guard characters.count == 36, text.hasPrefix("AKID"), characters.allSatisfy(SecretAlphabet.contains) else {
            return nil
        }
        self.text = text
    }

    /// A fresh one from the edition's generator.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``.
    static func random(from edition: any CryptoEdition) throws(CryptoError) -> SecretID {
        let tail = try SecretAlphabet.randomText(from: edition)
        return SecretID(
            unchecked: tail.withBytes { bytes in
                "AKID" + String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
            })
    }

    private init(unchecked text: String) { self.text = text }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = SecretID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a SecretId")
        }
        self = id
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension SecretID: CustomStringConvertible {
    /// The 36 characters.
    public var description: String { text }
}
