// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// What the owner of an external key needs to wrap material for it. Nothing of it is secret.
public struct ImportParameters: Sendable, Hashable {
    /// The key to fill.
    public let keyID: KeyID
    /// The version of its material, which the check value is computed over.
    public let keyVersion: UInt32
    /// How to wrap.
    public let algorithm: WrappingAlgorithm
    /// The public key to wrap under, DER SubjectPublicKeyInfo.
    public let publicKeyDER: [UInt8]
    /// To be handed back with the wrapped material; text.
    public let token: String
    /// When the token ends: 24 hours after it was made.
    public let expires: UnixTime
    /// The length that the material must have, in bits.
    public let materialBitCount: Int
}

/// Wrapped material on its way into a key.
public struct ImportRequest: Sendable, Hashable {
    /// The key to fill.
    public var key: KeySelector
    /// The token of ``ImportParameters``.
    public var token: String
    /// The material, wrapped as the token says.
    public var wrappedMaterial: [UInt8]
    /// When the material ends; nil for never.
    public var validTo: UnixTime?
    /// The check value that the owner computed, 16 hexadecimal digits; when given, it must match.
    public var checkValue: String?

    /// A request to import.
    public init(
        key: KeySelector, token: String, wrappedMaterial: [UInt8], validTo: UnixTime? = nil, checkValue: String? = nil
    ) {
        self.key = key
        self.token = token
        self.wrappedMaterial = wrappedMaterial
        self.validTo = validTo
        self.checkValue = checkValue
    }
}

/// What was imported. Public: the check value shows nothing of the material.
public struct ImportReceipt: Sendable, Hashable {
    /// The key, now `Enabled`.
    public let key: CustomerMasterKey
    /// The material's check value for this key, 16 hexadecimal digits; its owner computes the same offline.
    public let checkValue: String
    /// Whether this material was bound to the key just now; false when it came back.
    public let isFirstImport: Bool
    /// How the material was wrapped.
    public let algorithm: WrappingAlgorithm
}
