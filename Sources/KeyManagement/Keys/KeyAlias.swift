// SPDX-License-Identifier: Apache-2.0

/// A key's name: unique in its store, case-sensitive, 1 to 60 of `A–Z a–z 0–9 - _`, a letter or digit first.
///
/// The prefix `kms-`, in any case, is reserved.
public struct KeyAlias: Sendable, Hashable, Codable {
    /// The name.
    public let text: String

    /// Checks the rule.
    ///
    /// - Throws: ``KeyServiceError/invalidAlias(_:)``.
    public init(_ text: String) throws(KeyServiceError) {
        let characters = Array(text.utf8)
        guard (1...60).contains(characters.count) else {
            throw .invalidAlias("it has \(characters.count) characters; 1 to 60 are allowed")
        }
        guard characters.allSatisfy(KeyAlias.isAllowed) else {
            throw .invalidAlias("only letters A-Z a-z, digits, '-' and '_' are allowed")
        }
        guard let first = characters.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "_") else {
            throw .invalidAlias("the first character must be a letter or a digit")
        }
        guard !text.lowercased().hasPrefix("kms-") else { throw .invalidAlias("the prefix 'kms-' is reserved") }
        self.text = text
    }

    /// Reads the text, and checks the rule.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(try container.decode(String.self))
        } catch let error as KeyServiceError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    private static func isAllowed(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

/// Names one key of a store: by ID or by alias.
public enum KeySelector: Sendable, Hashable {
    /// The key with this ID.
    case id(KeyID)
    /// The key that has this alias now.
    case alias(KeyAlias)

    /// Reads `alias/NAME` or the 36-character ID.
    ///
    /// - Throws: ``KeyServiceError/invalidKeyID(_:)``; ``KeyServiceError/invalidAlias(_:)``.
    public init(_ text: String) throws(KeyServiceError) {
        let prefix = "alias/"
        if text.hasPrefix(prefix) {
            self = .alias(try KeyAlias(String(text.dropFirst(prefix.count))))
        } else if let id = KeyID(text) {
            self = .id(id)
        } else {
            throw .invalidKeyID(text)
        }
    }
}

extension KeySelector: CustomStringConvertible {
    /// `alias/NAME` or the ID.
    public var description: String {
        switch self {
        case .id(let id): id.description
        case .alias(let alias): "alias/\(alias.text)"
        }
    }
}
