// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// What a store is and which root key opens it. Written once at init, checked at every opening.
public struct StoreIdentity: Sendable, Hashable, Codable {
    /// The store's own ID, bound into every stored secret.
    public let storeID: UniqueID
    /// The edition whose keys it holds.
    public let edition: Edition
    /// The root key that wraps its secrets.
    public let rootID: UniqueID
    /// That root key's version.
    public let rootVersion: UInt32
    /// The store-wide fingerprint key.
    public let fingerprintKeyID: UniqueID
    /// The store-wide audit key.
    public let auditKeyID: UniqueID

    /// An identity as read from a store.
    public init(
        storeID: UniqueID, edition: Edition, rootID: UniqueID, rootVersion: UInt32, fingerprintKeyID: UniqueID,
        auditKeyID: UniqueID
    ) {
        self.storeID = storeID
        self.edition = edition
        self.rootID = rootID
        self.rootVersion = rootVersion
        self.fingerprintKeyID = fingerprintKeyID
        self.auditKeyID = auditKeyID
    }
}
