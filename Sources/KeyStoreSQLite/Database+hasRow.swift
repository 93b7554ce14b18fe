// SPDX-License-Identifier: Apache-2.0
internal import GRDB

extension Database {
    /// Whether a table has a row that meets a condition.
    func hasRow(in table: String, where condition: String, _ arguments: StatementArguments) throws -> Bool {
        try Bool.fetchOne(
            self, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(condition))", arguments: arguments) ?? false
    }
}
