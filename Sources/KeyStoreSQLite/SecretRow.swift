// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

/// One row of `secret`: a box under the root key, which this module cannot open; or, all columns NULL, an erased one.
///
/// Rows are appended and emptied, never deleted. When rows come and go anywhere in a table, SQLite moves their neighbours
/// between pages to balance its tree, and the bytes they leave behind are not overwritten, `secure_delete` or not: an
/// erasure would miss them. A row appended at the end starts a new page when the last is full, a row that shrinks stays
/// where it is, so no secret ever has a second image. An emptied slot costs the bytes of its box until the database is
/// vacuumed.
enum SecretRow {
    /// Writes a secret, over one of the same name if there is one.
    ///
    /// - Returns: how many secrets it replaced.
    static func store(_ secret: WrappedSecret, in database: Database) throws -> Int {
        let replacedCount = try remove(secret.name, from: database)
        let name = secret.name
        try database.execute(
            sql: "INSERT INTO secret (kind, id, version, origin, box) VALUES (?, ?, ?, ?, ?)",
            arguments: [name.kind.rawValue, name.id.blob, name.version, secret.origin.rawValue, Data(secret.box)])
        return replacedCount
    }

    /// Erases a secret: its row is emptied, and `secure_delete` overwrites its bytes with zeros.
    ///
    /// - Returns: how many there were.
    static func remove(_ name: SecretName, from database: Database) throws -> Int {
        try database.execute(
            sql: """
                UPDATE secret SET kind = NULL, id = NULL, version = NULL, origin = NULL, box = NULL
                WHERE \(isNamed)
                """,
            arguments: arguments(name))
        return database.changesCount
    }

    /// The secret of that name, or nil.
    ///
    /// - Throws: `damaged` when the row has no known origin.
    static func fetch(_ name: SecretName, from database: Database) throws -> WrappedSecret? {
        let row = try Row.fetchOne(
            database, sql: "SELECT origin, box FROM secret WHERE \(isNamed)", arguments: arguments(name))
        guard let row else { return nil }
        let box: Data = try row.checked("box")
        guard let origin = KeyOrigin(rawValue: try row.checked("origin")) else {
            throw KeyStoreError.damaged("the secret of \(name.id) has no known origin")
        }
        return WrappedSecret(name: name, origin: origin, box: Array(box))
    }

    /// The condition that the partial index `secret_by_name` answers.
    private static let isNamed = "kind = ? AND id = ? AND version = ? AND box IS NOT NULL"

    private static func arguments(_ name: SecretName) -> StatementArguments {
        [name.kind.rawValue, name.id.blob, name.version]
    }
}
