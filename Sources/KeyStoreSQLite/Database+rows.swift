// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import KeyManagement

extension Database {
    /// Whether a table has a row that meets a condition.
    func hasRow(in table: String, where condition: String, _ arguments: StatementArguments) throws -> Bool {
        try Bool.fetchOne(
            self, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(condition))", arguments: arguments) ?? false
    }

    /// Removes the row of an ID at `revision`.
    ///
    /// - Throws: `revisionConflict` when there is none.
    func removeRow(_ id: UniqueID, revision: UInt64, from table: String) throws {
        guard let revision = Int64(exactly: revision) else { throw KeyStoreError.revisionConflict }
        try execute(sql: "DELETE FROM \(table) WHERE id = ? AND revision = ?", arguments: [id.blob, revision])
        guard changesCount == 1 else { throw KeyStoreError.revisionConflict }
    }

    /// The part of a table that a filter and a page choose, in the order of creation, and the count of all that match.
    ///
    /// - Parameters:
    ///   - table: has the columns `created_at` and `id`.
    ///   - filter: the condition.
    ///   - newestFirst: which way the times go; IDs go up in both.
    ///   - offset: how many to skip; negative counts as 0.
    ///   - limit: how many to return at most; negative counts as 0.
    ///   - read: makes a value of a row.
    /// - Returns: the values of the part, and how many rows match in all.
    /// - Throws: what `read` throws.
    func fetchPage<Value>(
        of table: String, where filter: ListingFilter, newestFirst: Bool, offset: Int, limit: Int,
        read: (Row) throws -> Value
    ) throws -> (values: [Value], totalCount: Int) {
        let totalCount = try Int.fetchOne(
            self, sql: "SELECT COUNT(*) FROM \(table) WHERE \(filter.condition)", arguments: filter.arguments)
        let rows = try Row.fetchCursor(
            self,
            sql: """
                SELECT * FROM \(table) WHERE \(filter.condition)
                ORDER BY created_at \(newestFirst ? "DESC" : "ASC"), id LIMIT ? OFFSET ?
                """,
            arguments: filter.arguments + [max(0, limit), max(0, offset)])
        var values: [Value] = []
        while let row = try rows.next() { values.append(try read(row)) }
        return (values, totalCount ?? 0)
    }

    /// The rows of a table whose time in a column is not later than `now`, the earliest first, by ID within a second.
    ///
    /// - Parameters:
    ///   - column: holds the time in seconds; with the ID it has an index of the rows that have one.
    ///   - table: has the column `id`, too.
    ///   - now: the moment.
    ///   - limit: how many to return at most; negative counts as 0.
    ///   - read: makes a value of a row.
    /// - Returns: the values.
    /// - Throws: what `read` throws.
    func fetchDue<Value>(
        by column: String, of table: String, at now: UnixTime, limit: Int, read: (Row) throws -> Value
    ) throws -> [Value] {
        let rows = try Row.fetchCursor(
            self, sql: "SELECT * FROM \(table) WHERE \(column) <= ? ORDER BY \(column), id LIMIT ?",
            arguments: [now.seconds, max(0, limit)])
        var values: [Value] = []
        while let row = try rows.next() { values.append(try read(row)) }
        return values
    }
}
