// SPDX-License-Identifier: Apache-2.0
internal import GRDB

extension Schema {
    /// Version 1: identity, keys, secrets, audit trail.
    ///
    /// - `cmk`: parts of a key's record stand in columns again, for searching and swapping (``KeyRow``).
    /// - `secret`: grows at its end only; an erased row is emptied and its slot stays (``SecretRow`` says why).
    /// - `audit`: `audit_numbers_without_gap` also stops `INSERT OR REPLACE`, which fires no DELETE trigger.
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
                    slot INTEGER PRIMARY KEY NOT NULL,
                    kind TEXT,
                    id BLOB CHECK (length(id) = 16),
                    version INTEGER,
                    origin TEXT,
                    box BLOB,
                    CHECK (
                        (kind IS NULL) = (box IS NULL) AND (id IS NULL) = (box IS NULL)
                        AND (version IS NULL) = (box IS NULL) AND (origin IS NULL) = (box IS NULL))
                ) STRICT;
                CREATE UNIQUE INDEX secret_by_name ON secret (kind, id, version) WHERE box IS NOT NULL;
                CREATE TRIGGER secret_refuses_delete BEFORE DELETE ON secret BEGIN
                    SELECT RAISE(ABORT, 'secrets are emptied in place');
                END;

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
