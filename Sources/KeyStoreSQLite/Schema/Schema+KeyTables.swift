// SPDX-License-Identifier: Apache-2.0
internal import GRDB

extension Schema {
    /// Version 1: identity, keys, secrets, audit trail.
    ///
    /// Integers of a key's record stand in `cmk` again for searching and swapping (``KeyRow``). The third trigger keeps
    /// numbers gapless and stops `INSERT OR REPLACE`, which fires no DELETE trigger.
    static func createKeyTables(in database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE identity (
                    single INTEGER PRIMARY KEY CHECK (single = 1),
                    store_id BLOB NOT NULL CHECK (length(store_id) = 16),
                    edition TEXT NOT NULL,
                    root_id BLOB NOT NULL CHECK (length(root_id) = 16),
                    root_version INTEGER NOT NULL,
                    fingerprint_key_id BLOB NOT NULL CHECK (length(fingerprint_key_id) = 16),
                    audit_key_id BLOB NOT NULL CHECK (length(audit_key_id) = 16)
                ) STRICT;

                CREATE TABLE cmk (
                    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
                    alias TEXT NOT NULL UNIQUE,
                    state TEXT NOT NULL,
                    origin TEXT NOT NULL,
                    usage TEXT NOT NULL,
                    created_at INTEGER NOT NULL,
                    revision INTEGER NOT NULL CHECK (revision >= 1),
                    record TEXT NOT NULL
                ) STRICT;
                CREATE INDEX cmk_by_creation ON cmk (created_at, id);

                CREATE TABLE secret (
                    kind TEXT NOT NULL,
                    id BLOB NOT NULL CHECK (length(id) = 16),
                    version INTEGER NOT NULL,
                    origin TEXT NOT NULL,
                    box BLOB NOT NULL,
                    PRIMARY KEY (kind, id, version)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE audit (
                    sequence INTEGER PRIMARY KEY NOT NULL,
                    record BLOB NOT NULL
                ) STRICT;
                CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit BEGIN
                    SELECT RAISE(ABORT, 'audit records are append-only');
                END;
                CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit BEGIN
                    SELECT RAISE(ABORT, 'audit records are append-only');
                END;
                CREATE TRIGGER audit_numbers_without_gap BEFORE INSERT ON audit
                WHEN NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM audit) BEGIN
                    SELECT RAISE(ABORT, 'audit records are numbered without a gap');
                END;

                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = 1;
                """)
    }
}
