// SPDX-License-Identifier: Apache-2.0

/// A hosted data key's name: unique in its store, case-sensitive; the rule of ``KeyAlias``.
public struct DataKeyName: Sendable, Hashable, Codable {
    /// The name.
    public let text: String

    /// Checks the rule.
    ///
    /// - Throws: ``KeyServiceError/dataKey(_:)`` with ``DataKeyError/invalidName(_:)``.
    public init(_ text: String) throws(KeyServiceError) {
        if let objection = NameRule.objection(to: text) { throw .dataKey(.invalidName(objection)) }
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
