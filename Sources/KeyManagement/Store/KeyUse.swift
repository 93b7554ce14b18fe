// SPDX-License-Identifier: Apache-2.0

/// A key as it stood at one moment.
public struct KeyRevision: Sendable, Hashable {
    /// The key.
    public let keyID: KeyID
    /// Its ``CustomerMasterKey/revision`` at that moment.
    public let revision: UInt64

    /// A key at a revision.
    public init(keyID: KeyID, revision: UInt64) {
        self.keyID = keyID
        self.revision = revision
    }
}

/// A use of keys that changes none of them, as the store is to record it before it is answered.
public struct KeyUse: Sendable, Hashable {
    /// The keys that were used, each as it was read; recorded only while all of them stand so. Empty: in any case.
    public let keys: [KeyRevision]
    /// The records, in the order of writing; all of them or none.
    public let records: [AuditRecord]

    /// A use to record.
    public init(keys: [KeyRevision], records: [AuditRecord]) {
        self.keys = keys
        self.records = records
    }
}
