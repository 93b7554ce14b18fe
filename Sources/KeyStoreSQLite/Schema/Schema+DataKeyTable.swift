// SPDX-License-Identifier: Apache-2.0
internal import GRDB

extension Schema {
    /// Version 3: hosted data keys.
    ///
    /// A data key's row goes with its CMK's. Its boxes stand in the record; they are sealed under the CMK, not under the
    /// root key, and its maker holds one of them, so they are not erased in the way of `secret`.
    static func createDataKeyTable(in database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE data_key (
                    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
                    name TEXT NOT NULL UNIQUE,
                    cmk_id BLOB NOT NULL REFERENCES cmk (id) ON DELETE CASCADE,
                    state TEXT NOT NULL,
                    origin TEXT NOT NULL,
                    byte_count INTEGER NOT NULL,
                    created_at INTEGER NOT NULL,
                    deletion_date INTEGER,
                    revision INTEGER NOT NULL CHECK (revision >= 1),
                    record TEXT NOT NULL
                ) STRICT;
                CREATE INDEX data_key_by_creation ON data_key (created_at, id);
                CREATE INDEX data_key_by_cmk ON data_key (cmk_id);
                CREATE INDEX data_key_by_deletion ON data_key (deletion_date) WHERE deletion_date IS NOT NULL;

                PRAGMA user_version = 3;
                """)
    }
}
