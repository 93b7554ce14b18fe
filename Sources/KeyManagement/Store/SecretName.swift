// SPDX-License-Identifier: Apache-2.0

/// What a stored secret is. The raw value stands in rows.
public enum SecretKind: String, Sendable, CaseIterable, Codable {
    /// One version of a CMK's material.
    case material
    /// The key of the fingerprints that tie material to its CMK.
    case fingerprintKey = "fingerprint-key"
    /// The key of the audit head.
    case auditKey = "audit-key"
    /// The private key of one import's wrapping pair.
    case importKey = "import-key"
    /// One version of a credential's SecretKey.
    case credential
}

/// Names one secret of a store.
public struct SecretName: Sendable, Hashable, Codable {
    /// What it is.
    public let kind: SecretKind
    /// The CMK's or the credential's ID, or the secret's own.
    public let id: UniqueID
    /// The CMK's or the SecretKey's version, else 0.
    public let version: UInt32

    /// Names a secret.
    public init(kind: SecretKind, id: UniqueID, version: UInt32) {
        self.kind = kind
        self.id = id
        self.version = version
    }
}

/// A secret as it rests: a box under the root key, bound to its name, origin and store.
public struct WrappedSecret: Sendable, Hashable {
    /// Its name.
    public let name: SecretName
    /// Who made it; `internal` for everything but imported material.
    public let origin: KeyOrigin
    /// The box, magic `HR`.
    public let box: [UInt8]

    /// A wrapped secret as read from a store.
    public init(name: SecretName, origin: KeyOrigin, box: [UInt8]) {
        self.name = name
        self.origin = origin
        self.box = box
    }
}
