// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import KeyManagement

/// The schema's versions: each is one migration in a file of its own, and is never edited once released.
enum Schema {
    /// Marks the file as ours: "HUFU" (`PRAGMA application_id`).
    static let applicationID: Int32 = 0x4855_4655

    /// The newest version that this code knows (`PRAGMA user_version`).
    static let version = 4

    /// All migrations in order.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-keys", foreignKeyChecks: .immediate, migrate: createKeyTables)
        migrator.registerMigration("2-principals", foreignKeyChecks: .immediate, migrate: createPrincipalTables)
        migrator.registerMigration("3-data-keys", foreignKeyChecks: .immediate, migrate: createDataKeyTable)
        migrator.registerMigration("4-due", foreignKeyChecks: .immediate, migrate: addDueTimes)
        return migrator
    }

    /// Whose file it is.
    static func applicationID(of database: Database) throws -> Int32? {
        try Int32.fetchOne(database, sql: "PRAGMA application_id")
    }

    /// Which version the file has.
    static func version(of database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    /// Walks the pages of all tables that the file's version has, but of the audit trail, which grows without bound.
    ///
    /// - Parameters:
    ///   - database: a store, perhaps of an older schema.
    ///   - version: its schema's version.
    /// - Throws: `damaged`, naming the table.
    static func checkStructure(of database: Database, version: Int) throws {
        let tables =
            ["identity", "cmk", "secret"] + (version >= 2 ? ["credential", "principals"] : [])
            + (version >= 3 ? ["data_key"] : [])
        for table in tables {
            let finding = try String.fetchOne(database, sql: "PRAGMA quick_check('\(table)')")
            guard finding == "ok" else { throw KeyStoreError.damaged("the table '\(table)' has faulty pages") }
        }
    }
}
