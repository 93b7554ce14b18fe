// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import KeyManagement

/// Counts keys and data keys in one pass over each table.
///
/// Expiry and deletion dates are read from the records, so that a key counts as what it is at that moment
/// (``CustomerMasterKey/settled(at:)``), whether that was carried out already or not.
enum KeyCensus {
    private static let cmkDue = "COALESCE(json_extract(record, '$.deletionDate') <= :now, FALSE)"

    /// The numbers of one moment.
    static func take(at now: UnixTime, in database: Database) throws -> KeyStatistics {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT
                    CASE WHEN valid_to <= :now AND state <> :deleting THEN :empty ELSE state END AS present,
                    COUNT(*) AS keys,
                    COUNT(CASE WHEN valid_to > :now AND valid_to <= :month THEN 1 END) AS month,
                    COUNT(CASE WHEN valid_to > :now AND valid_to <= :week THEN 1 END) AS week,
                    COUNT(CASE WHEN valid_to > :now AND valid_to <= :day THEN 1 END) AS day
                FROM (SELECT state, json_extract(record, '$.validTo') AS valid_to FROM cmk WHERE NOT \(cmkDue))
                GROUP BY present
                """,
            arguments: [
                "now": now.seconds, "month": now.adding(days: 30).seconds, "week": now.adding(days: 7).seconds,
                "day": now.adding(days: 1).seconds, "deleting": KeyState.pendingDelete.rawValue,
                "empty": KeyState.pendingImport.rawValue,
            ])
        var countByState = Dictionary(uniqueKeysWithValues: KeyState.allCases.map { ($0, 0) })
        var (month, week, day) = (0, 0, 0)
        while let row = try rows.next() {
            guard let state = KeyState(rawValue: try row.checked("present")) else {
                throw KeyStoreError.damaged("a key has no known state")
            }
            countByState[state] = try row.checked("keys")
            month += try row.checked("month")
            week += try row.checked("week")
            day += try row.checked("day")
        }
        return KeyStatistics(
            countByState: countByState, expiringWithin30Days: month, expiringWithin7Days: week,
            expiringWithin1Day: day, hostedDataKeyCount: try dataKeyCount(at: now, in: database))
    }

    private static func dataKeyCount(at now: UnixTime, in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT COUNT(*) FROM data_key
                WHERE COALESCE(deletion_date > :now, TRUE) AND cmk_id NOT IN (SELECT id FROM cmk WHERE \(cmkDue))
                """,
            arguments: ["now": now.seconds]) ?? 0
    }
}
