// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import KeyManagement

/// Changes that are carried out together, their audit records serialised before the writer is asked for.
struct StoreTransaction: Sendable {
    private let changes: [(change: StoreChange, audit: [UInt8])]

    init(_ changes: [StoreChange]) { self.changes = changes.map { ($0, $0.audit.serialised()) } }

    /// Carries out the changes in one transaction that holds the write lock from its first statement on.
    ///
    /// - Parameters:
    ///   - database: the writer, outside of a transaction.
    ///   - eraser: empties the log when secrets were replaced or erased.
    ///   - companion: what is carried out with them, before them.
    /// - Returns: success once the changes are on the disk; the reason when nothing was changed.
    func carryOut(
        in database: Database, eraser: LogEraser, with companion: (Database) throws -> Void = { _ in }
    ) -> Result<Void, KeyStoreError> {
        do {
            var erasedCount = 0
            try database.inTransaction(.immediate) {
                try companion(database)
                var trail = try AuditTrail.Appender(to: database)
                for (change, audit) in changes {
                    erasedCount += try change.apply(to: database)
                    try trail.append(audit)
                }
                return .commit
            }
            erasedCount > 0 ? eraser.erase(in: database) : eraser.eraseIfPending(in: database)
            return .success(())
        } catch {
            return .failure(KeyStoreError(reporting: error))
        }
    }
}

extension StoreChange {
    /// Makes the change, within a transaction.
    ///
    /// - Returns: how many secrets were replaced or erased.
    fileprivate func apply(to database: Database) throws -> Int {
        for condition in demanding { try condition.check(in: database) }
        switch key {
        case .insert(let key): try KeyRow(key).insert(into: database)
        case .update(let key, let revision): try KeyRow(key).replace(revision: revision, in: database)
        case .remove(let id, let revision): try KeyRow.remove(id, revision: revision, from: database)
        case nil: break
        }
        switch dataKey {
        case .insert(let dataKey): try DataKeyRow(dataKey).insert(into: database)
        case .update(let dataKey, let revision): try DataKeyRow(dataKey).replace(revision: revision, in: database)
        case .remove(let id, let revision): try DataKeyRow.remove(id, revision: revision, from: database)
        case nil: break
        }
        var erasedCount = 0
        for name in removing { erasedCount += try SecretRow.remove(name, from: database) }
        for secret in storing { erasedCount += try SecretRow.store(secret, in: database) }
        return erasedCount
    }
}

extension StoreCondition {
    /// - Throws: `revisionConflict` when it does not hold; `keyLimitReached` when it is one on the count of keys.
    fileprivate func check(in database: Database) throws {
        switch self {
        case .key(let id, let revision):
            try StoreCondition.check(id, revision: revision, of: "cmk", in: database)
        case .dataKey(let id, let revision):
            try StoreCondition.check(id, revision: revision, of: "data_key", in: database)
        case .keyCount(let limit):
            guard try KeyRow.count(in: database) < limit else { throw KeyStoreError.keyLimitReached }
        }
    }

    private static func check(_ id: UniqueID, revision: UInt64, of table: String, in database: Database) throws {
        guard let revision = Int64(exactly: revision),
            try database.hasRow(in: table, where: "id = ? AND revision = ?", [id.blob, revision])
        else { throw KeyStoreError.revisionConflict }
    }
}
