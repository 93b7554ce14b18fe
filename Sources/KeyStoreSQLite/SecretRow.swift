// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

/// One row of `secret`: a box under the root key, which this module cannot open.
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

    /// Erases a secret; `secure_delete` overwrites its bytes with zeros.
    ///
    /// - Returns: how many there were.
    static func remove(_ name: SecretName, from database: Database) throws -> Int {
        try database.execute(
            sql: "DELETE FROM secret WHERE kind = ? AND id = ? AND version = ?", arguments: arguments(name))
        return database.changesCount
    }

    /// The secret of that name, or nil.
    ///
    /// - Throws: `damaged` when the row has no known origin.
    static func fetch(_ name: SecretName, from database: Database) throws -> WrappedSecret? {
        let row = try Row.fetchOne(
            database, sql: "SELECT origin, box FROM secret WHERE kind = ? AND id = ? AND version = ?",
            arguments: arguments(name))
        guard let row else { return nil }
        let box: Data = try row.checked("box")
        guard let origin = KeyOrigin(rawValue: try row.checked("origin")) else {
            throw KeyStoreError.damaged("the secret of \(name.id) has no known origin")
        }
        return WrappedSecret(name: name, origin: origin, box: Array(box))
    }

    private static func arguments(_ name: SecretName) -> StatementArguments {
        [name.kind.rawValue, name.id.blob, name.version]
    }
}
