// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import KeyManagement

/// How connections to a store are set up.
enum StoreConnection {
    /// The settings of each connection, a pool's readers included.
    static func configuration(readonly: Bool = false) -> Configuration {
        var configuration = Configuration()
        configuration.label = "hufu.store"
        configuration.readonly = readonly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(SQLiteKeyStore.busyTimeout / .seconds(1))
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA secure_delete = ON;
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA temp_store = MEMORY;
                    """)
        }
        return configuration
    }

    /// Opens a pool in WAL mode whose writer syncs at every commit.
    ///
    /// GRDB sets `synchronous=NORMAL` when it turns WAL on, after the connection was prepared: FULL is set here again.
    /// SQLite passes over a setting it does not know, so all of them are read back.
    ///
    /// - Throws: `unavailable` when a setting did not take; what GRDB throws.
    static func open(at path: String) throws -> DatabasePool {
        let pool = try DatabasePool(path: path, configuration: configuration())
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try StoreSettings(of: database).check()
        }
        return pool
    }
}
