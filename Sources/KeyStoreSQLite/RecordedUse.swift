// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

/// A use of keys on its way into the audit trail, its records as bytes.
struct RecordedUse: Sendable {
    let keys: [KeyRevision]
    let records: [[UInt8]]

    /// Writes uses in one transaction that holds the write lock from its first statement on.
    ///
    /// - Parameters:
    ///   - uses: each is recorded whose keys are at the revisions it names.
    ///   - database: the writer, outside of a transaction.
    ///   - eraser: empties the log when an erasure has waited for it long enough.
    /// - Returns: an outcome for each use; success once its records are on the disk.
    static func write(
        _ uses: [RecordedUse], to database: Database, eraser: LogEraser
    ) -> [Result<Void, KeyStoreError>] {
        do {
            var outcomes: [Result<Void, KeyStoreError>] = []
            try database.inTransaction(.immediate) {
                var revisions = try CurrentRevisions(in: database)
                var trail = try AuditTrail.Appender(to: database)
                for use in uses {
                    guard try use.keys.allSatisfy({ try revisions.contain($0) }) else {
                        outcomes.append(.failure(.revisionConflict))
                        continue
                    }
                    for record in use.records { try trail.append(record) }
                    outcomes.append(.success(()))
                }
                return .commit
            }
            eraser.eraseIfOverdue(in: database)
            return outcomes
        } catch {
            let reason = KeyStoreError(reporting: error)
            return uses.map { _ in .failure(reason) }
        }
    }
}

/// The revisions of keys at the moment of one transaction, each looked up once.
private struct CurrentRevisions {
    private let select: Statement
    private var known: [KeyID: Int64?] = [:]

    init(in database: Database) throws {
        select = try database.cachedStatement(sql: "SELECT revision FROM cmk WHERE id = ?")
    }

    /// Whether the key is there and at that revision.
    mutating func contain(_ key: KeyRevision) throws -> Bool {
        if let revision = known[key.keyID] { return revision == Int64(exactly: key.revision) }
        let revision = try Int64.fetchOne(select, arguments: [key.keyID.blob])
        known[key.keyID] = .some(revision)
        return revision == Int64(exactly: key.revision)
    }
}
