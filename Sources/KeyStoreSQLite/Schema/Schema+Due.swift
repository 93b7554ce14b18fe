// SPDX-License-Identifier: Apache-2.0
internal import GRDB

extension Schema {
    /// Version 4: when time alone next does something to a key, and indices that lead from such a time to its keys.
    ///
    /// `cmk.due` is a part of the record that stands in a column again, like the others (``KeyRow``): the earliest of
    /// the times that ``CustomerMasterKey/due`` looks at. SQLite could compute it, but not under `trusted_schema=OFF`
    /// with the JSON functions of all its versions (3.40 holds them for unsafe there). A record that is no JSON is found when
    /// its key is read. `cmk_by_state` serves the count that ``KeyRow/count(in:)`` takes.
    static func addDueTimes(in database: Database) throws {
        try database.execute(
            sql: """
                ALTER TABLE cmk ADD COLUMN due INTEGER;
                UPDATE cmk SET due = (
                    SELECT MIN(column1) FROM (VALUES
                        (json_extract(record, '$.deletionDate')),
                        (CASE WHEN json_extract(record, '$.holdsMaterial') THEN json_extract(record, '$.validTo') END),
                        (json_extract(record, '$.importSession.expires'))))
                WHERE json_valid(record);
                CREATE INDEX cmk_by_due ON cmk (due, id) WHERE due IS NOT NULL;
                CREATE INDEX cmk_by_state ON cmk (state);
                DROP INDEX data_key_by_deletion;
                CREATE INDEX data_key_by_deletion ON data_key (deletion_date, id) WHERE deletion_date IS NOT NULL;

                PRAGMA user_version = 4;
                """)
    }
}
