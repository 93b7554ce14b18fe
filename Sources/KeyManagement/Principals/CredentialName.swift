// SPDX-License-Identifier: Apache-2.0

/// A credential's name: unique in its store, case-sensitive, 1 to 60 of `A–Z a–z 0–9 - _`, a letter or digit first.
///
/// A text of the form of a SecretId is none, so that one argument can be either.
public struct CredentialName: Sendable, Hashable, Codable {
    /// The name.
    public let text: String

    /// Checks the rule.
    ///
    /// - Throws: ``KeyServiceError/invalidCredentialName(_:)``.
    public init(_ text: String) throws(KeyServiceError) {
        if let objection = NameRule.formObjection(to: text) { throw .invalidCredentialName(objection) }
        guard SecretID(text) == nil else { throw .invalidCredentialName("it has the form of a SecretId") }
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

/// Names one credential of a store: by SecretId or by name.
public enum CredentialSelector: Sendable, Hashable {
    /// The credential with this SecretId.
    case secretID(SecretID)
    /// The credential of this name.
    case name(CredentialName)

    /// Reads a SecretId or a name.
    ///
    /// - Throws: ``KeyServiceError/invalidCredentialName(_:)``.
    public init(_ text: String) throws(KeyServiceError) {
        if let id = SecretID(text) { self = .secretID(id) } else { self = .name(try CredentialName(text)) }
    }

    /// Whether this is the credential meant.
    func matches(_ credential: Credential) -> Bool {
        switch self {
        case .secretID(let id): credential.secretID == id
        case .name(let name): credential.name == name
        }
    }
}

extension CredentialSelector: CustomStringConvertible {
    /// The SecretId or the name.
    public var description: String {
        switch self {
        case .secretID(let id): id.text
        case .name(let name): name.text
        }
    }
}
