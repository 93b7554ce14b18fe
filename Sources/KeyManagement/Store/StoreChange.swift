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

        /// The key that changes.
        var keyID: KeyID {
            switch self {
            case .insert(let key), .update(let key, _): key.id
            case .remove(let id, _): id
            }
        }
    }

    /// What happens to a hosted data key.
    public enum DataKeyChange: Sendable {
        /// A new data key; a conflict when its ID is there or its CMK is not, then refused when another has its name.
        case insert(HostedDataKey)
        /// The data key's new value, of a higher revision and under the same CMK, when its stored revision still is
        /// `expectedRevision`.
        case update(HostedDataKey, expectedRevision: UInt64)
        /// The data key goes, when its stored revision still is `expectedRevision`.
        case remove(DataKeyID, expectedRevision: UInt64)
    }

    /// The key's part, if a key changes. Its hosted data keys go with a key that is removed.
    public var key: KeyChange?
    /// The data key's part, if a data key changes; carried out after the key's.
    public var dataKey: DataKeyChange?
    /// What must be so, looked at first; else it is a conflict, or the limit that is reached.
    public var demanding: [StoreCondition]
    /// Secrets to write, after the erasing; one that is there under the same name is replaced.
    public var storing: [WrappedSecret]
    /// Secrets to erase; absent ones are passed over.
    public var removing: [SecretName]
    /// The record that goes with it.
    public var audit: AuditRecord

    /// A change to carry out.
    public init(
        key: KeyChange?, dataKey: DataKeyChange? = nil, demanding: [StoreCondition] = [],
        storing: [WrappedSecret] = [], removing: [SecretName] = [], audit: AuditRecord
    ) {
        self.key = key
        self.dataKey = dataKey
        self.demanding = demanding
        self.storing = storing
        self.removing = removing
        self.audit = audit
    }
}

extension StoreChange {
    /// The keys that it changes, or that must not have changed.
    var keyIDs: [KeyID] {
        let demanded = demanding.compactMap { condition in
            if case .key(let id, _) = condition { id } else { nil }
        }
        return demanded + (key.map { [$0.keyID] } ?? [])
    }
}
