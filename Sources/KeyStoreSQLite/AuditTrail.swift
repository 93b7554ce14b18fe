// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

/// The table `audit`: records numbered from 1 without a gap, which the schema's triggers let nobody change or delete.
enum AuditTrail {
    /// Appends a record under the next number. The caller's transaction holds the write lock, so numbers do not collide.
    static func append(_ record: [UInt8], to database: Database) throws {
        try database.execute(
            sql: "INSERT INTO audit (sequence, record) SELECT COALESCE(MAX(sequence), 0) + 1, ? FROM audit",
            arguments: [Data(record)])
    }

    /// Up to `limit` records from the number `first` on.
    ///
    /// - Throws: `damaged` when a number is missing.
    static func fetch(from first: UInt64, limit: Int, in database: Database) throws -> [[UInt8]] {
        guard var sequence = Int64(exactly: max(1, first)) else { return [] }
        let rows = try Row.fetchCursor(
            database, sql: "SELECT sequence, record FROM audit WHERE sequence >= ? ORDER BY sequence LIMIT ?",
            arguments: [sequence, max(0, limit)])
        var records: [[UInt8]] = []
        while let row = try rows.next() {
            guard try row.checked("sequence") == sequence else {
                throw KeyStoreError.damaged("the audit record \(sequence) is missing")
            }
            let record: Data = try row.checked("record")
            records.append(Array(record))
            sequence += 1
        }
        return records
    }
}
