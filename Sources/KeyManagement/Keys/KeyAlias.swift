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
        if let objection = NameRule.objection(to: text) { throw .invalidAlias(objection) }
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
