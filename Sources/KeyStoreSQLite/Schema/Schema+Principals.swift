// SPDX-License-Identifier: Apache-2.0
internal import GRDB

extension Schema {
    /// Version 2: credentials, and the count of their changes.
    ///
    /// - `credential`: parts of a credential's record stand in columns again, for finding and swapping
    ///   (``CredentialRow``). Its SecretKeys are rows of `secret`.
    /// - `principals`: one row, whose `revision` the triggers raise with every change of `credential` by anyone.
    static func createPrincipalTables(in database: Database) throws {
        let raise = "BEGIN UPDATE principals SET revision = revision + 1; END"
        try database.execute(
            sql: """
                CREATE TABLE credential (
                    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
                    secret_id TEXT NOT NULL UNIQUE,
                    name TEXT NOT NULL UNIQUE,
                    revision INTEGER NOT NULL CHECK (revision >= 1),
                    record TEXT NOT NULL
                ) STRICT;

                CREATE TABLE principals (
                    single INTEGER PRIMARY KEY CHECK (single = 1),
                    revision INTEGER NOT NULL CHECK (revision >= 0)
                ) STRICT;
                INSERT INTO principals (single, revision) VALUES (1, 0);
                CREATE TRIGGER credential_counts_insert AFTER INSERT ON credential \(raise);
                CREATE TRIGGER credential_counts_update AFTER UPDATE ON credential \(raise);
                CREATE TRIGGER credential_counts_delete AFTER DELETE ON credential \(raise);

                PRAGMA user_version = 2;
                """)
    }
}
