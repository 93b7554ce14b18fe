// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import KeyManagement

/// What SQLite answers when asked for the settings that durability and secrecy rest on.
struct StoreSettings: Sendable, Equatable {
    /// `wal`.
    var journalMode: String
    /// 2 for FULL, 3 for EXTRA.
    var synchronous: Int
    /// Whether foreign keys are enforced.
    var foreignKeys: Bool
    /// 1 for ON: erased content is overwritten with zeros.
    var secureDelete: Int
    /// Whether a schema may call functions and virtual tables with side effects.
    var trustedSchema: Bool

    /// Asks a connection.
    init(of database: Database) throws {
        func answer<Value: DatabaseValueConvertible>(_ pragma: String) throws -> Value {
            guard let value = try Value.fetchOne(database, sql: "PRAGMA \(pragma)") else {
                throw KeyStoreError.unavailable("this SQLite does not know the setting \(pragma)")
            }
            return value
        }
        journalMode = try answer("journal_mode")
        synchronous = try answer("synchronous")
        foreignKeys = try answer("foreign_keys")
        secureDelete = try answer("secure_delete")
        trustedSchema = try answer("trusted_schema")
    }

    /// Refuses settings under which a change could be lost or an erased secret could stay.
    ///
    /// - Throws: `unavailable`, naming the setting.
    func check() throws(KeyStoreError) {
        let wrong: (name: String, isWrong: Bool)? = [
            ("journal_mode", journalMode != "wal"), ("synchronous", synchronous < 2), ("foreign_keys", !foreignKeys),
            ("secure_delete", secureDelete != 1), ("trusted_schema", trustedSchema),
        ].first { $0.1 }
        guard let wrong else { return }
        throw .unavailable("SQLite did not take the setting \(wrong.name), without which changes are not safe")
    }
}
