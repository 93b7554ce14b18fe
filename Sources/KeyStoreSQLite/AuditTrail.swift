// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

/// The table `audit`: records numbered from 1 without a gap, which the schema's triggers let nobody change or delete.
enum AuditTrail {
    /// Appends records within one transaction that holds the write lock: so numbers neither collide nor leave a gap, and the
    /// last one is looked up once.
    struct Appender {
        private let insert: Statement
        private var last: Int64

        /// The caller's transaction holds the write lock already.
        init(to database: Database) throws {
            let newest = try database.cachedStatement(sql: "SELECT COALESCE(MAX(sequence), 0) FROM audit")
            last = try Int64.fetchOne(newest) ?? 0
            insert = try database.cachedStatement(sql: "INSERT INTO audit (sequence, record) VALUES (?, ?)")
        }

        /// Appends a record under the next number.
        mutating func append(_ record: [UInt8]) throws {
            try insert.execute(arguments: [last + 1, Data(record)])
            last += 1
        }
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
