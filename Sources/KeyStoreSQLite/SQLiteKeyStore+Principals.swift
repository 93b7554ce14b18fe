// SPDX-License-Identifier: Apache-2.0
internal import GRDB
public import KeyManagement

extension SQLiteKeyStore: PrincipalStore {
    /// All credentials, in the order of their names' bytes, and the count of changes, both of one moment.
    ///
    /// - Throws: `unavailable` and `damaged` as ``key(_:)``.
    public func credentials() async throws(KeyStoreError) -> CredentialListing {
        try await read { database in
            CredentialListing(
                revision: try CredentialRow.changeCount(in: database),
                credentials: try CredentialRow.fetchAll(from: database))
        }
    }

    /// How often credentials were changed, by any process.
    ///
    /// - Throws: `unavailable` as ``key(_:)``; `damaged` when the count is missing.
    public func principalsRevision() async throws(KeyStoreError) -> UInt64 {
        try await read { database in try CredentialRow.changeCount(in: database) }
    }

    /// Carries out a change of a credential in one transaction, its audit record with it: all or nothing.
    ///
    /// A change once begun is carried out or refused, also when the calling task is cancelled meanwhile: what is
    /// reported is what happened.
    ///
    /// - Throws: `revisionConflict` when the credential is at another revision, is gone, is there already (insert), or
    ///   when its new value does not raise the revision; `nameTaken`; `unavailable`; `damaged`. Nothing was
    ///   changed then.
    public func commit(_ change: PrincipalChange) async throws(KeyStoreError) {
        let secrets = StoreTransaction([
            StoreChange(key: nil, storing: change.storing, removing: change.removing, audit: change.audit)
        ])
        let outcome: Result<Void, KeyStoreError> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [eraser] database in
                continuation.resume(
                    returning: secrets.carryOut(in: database, eraser: eraser) { database in
                        try change.credential.apply(to: database)
                    })
            }
        }
        try outcome.get()
    }
}

extension PrincipalChange.CredentialChange {
    fileprivate func apply(to database: Database) throws {
        switch self {
        case .insert(let credential): try CredentialRow(credential).insert(into: database)
        case .update(let credential, let revision):
            try CredentialRow(credential).replace(revision: revision, in: database)
        case .remove(let id, let revision): try CredentialRow.remove(id, revision: revision, from: database)
        }
    }
}
