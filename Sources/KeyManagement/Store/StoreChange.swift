// SPDX-License-Identifier: Apache-2.0

/// One change of a store: carried out whole, with its audit record, or not at all.
public struct StoreChange: Sendable {
    /// What happens to a key.
    public enum KeyChange: Sendable {
        /// A new key; a conflict when its ID is there, then refused when another key has its alias.
        case insert(CustomerMasterKey)
        /// The key's new value, of a higher revision, when its stored revision still is `expectedRevision`.
        case update(CustomerMasterKey, expectedRevision: UInt64)
        /// The key goes, when its stored revision still is `expectedRevision`.
        case remove(KeyID, expectedRevision: UInt64)
    }

    /// The key's part, if a key changes.
    public var key: KeyChange?
    /// Secrets to write, after the erasing; one that is there under the same name is replaced.
    public var storing: [WrappedSecret]
    /// Secrets to erase; absent ones are passed over.
    public var removing: [SecretName]
    /// The record that goes with it.
    public var audit: AuditRecord

    /// A change to carry out.
    public init(
        key: KeyChange?, storing: [WrappedSecret] = [], removing: [SecretName] = [], audit: AuditRecord
    ) {
        self.key = key
        self.storing = storing
        self.removing = removing
        self.audit = audit
    }
}
