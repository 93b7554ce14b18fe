// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import KeyManagement

extension StoreChange {
    /// Carries out the change in one transaction that holds the write lock from its first statement on.
    ///
    /// - Parameters:
    ///   - audit: the record's bytes.
    ///   - database: the writer, outside of a transaction.
    ///   - eraser: empties the log when secrets were replaced or erased.
    /// - Returns: success once the change is on the disk; the reason when nothing was changed.
    func carryOut(auditedBy audit: [UInt8], in database: Database, eraser: LogEraser) -> Result<Void, KeyStoreError> {
        do {
            var erasedCount = 0
            try database.inTransaction(.immediate) {
                try applyKey(to: database)
                for name in removing { erasedCount += try SecretRow.remove(name, from: database) }
                for secret in storing { erasedCount += try SecretRow.store(secret, in: database) }
                try AuditTrail.append(audit, to: database)
                return .commit
            }
            erasedCount > 0 ? eraser.erase(in: database) : eraser.eraseIfPending(in: database)
            return .success(())
        } catch {
            return .failure(KeyStoreError(reporting: error))
        }
    }

    private func applyKey(to database: Database) throws {
        switch key {
        case .insert(let key): try KeyRow(key).insert(into: database)
        case .update(let key, let revision): try KeyRow(key).replace(revision: revision, in: database)
        case .remove(let id, let revision): try KeyRow.remove(id, revision: revision, from: database)
        case nil: break
        }
    }
}
