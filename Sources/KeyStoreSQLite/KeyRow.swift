// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

/// One row of `cmk`: the whole key as a JSON record, beside it the columns by which keys are found and swapped.
///
/// Columns and record are written together, here only, and compared whenever a row is read.
struct KeyRow {
    private let index: Index
    private let record: String

    /// The columns that repeat a part of the record.
    struct Index: Equatable {
        var id: UniqueID
        var alias: String
        var state: String
        var origin: String
        var usage: String
        var createdAt: Int64
        var due: Int64?
        var revision: Int64
    }

    /// The row of a key.
    ///
    /// - Throws: `damaged` when the key cannot be written as JSON or its revision exceeds 63 bits.
    init(_ key: CustomerMasterKey) throws(KeyStoreError) {
        index = try Index(of: key)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            record = String(decoding: try encoder.encode(key), as: UTF8.self)
        } catch {
            throw .damaged("the key \(key.id) cannot be written as JSON")
        }
    }

    private init(_ row: Row) throws(KeyStoreError) {
        index = Index(
            id: try row.checkedID("id"), alias: try row.checked("alias"), state: try row.checked("state"),
            origin: try row.checked("origin"), usage: try row.checked("usage"),
            createdAt: try row.checked("created_at"), due: try row.checkedIfPresent("due"),
            revision: try row.checked("revision"))
        record = try row.checked("record")
    }

    /// The key, once its columns agree with its record.
    private func key() throws(KeyStoreError) -> CustomerMasterKey {
        let key: CustomerMasterKey
        do {
            key = try JSONDecoder().decode(CustomerMasterKey.self, from: Data(record.utf8))
        } catch {
            throw .damaged("the record of the key \(index.id) cannot be read")
        }
        guard try Index(of: key) == index else {
            throw .damaged("the record of the key \(index.id) contradicts its columns")
        }
        return key
    }
}

extension KeyRow.Index {
    init(of key: CustomerMasterKey) throws(KeyStoreError) {
        guard let revision = Int64(exactly: key.revision) else {
            throw .damaged("the key \(key.id) has no sound revision")
        }
        self.init(
            id: key.id, alias: key.alias.text, state: key.state.rawValue, origin: key.origin.rawValue,
            usage: key.usage.rawValue, createdAt: key.createdAt.seconds, due: key.due?.seconds,
            revision: revision)
    }
}

// MARK: Writing

extension KeyRow {
    /// Writes a new key.
    ///
    /// - Throws: `revisionConflict` when its ID is there; `aliasTaken`.
    func insert(into database: Database) throws {
        guard try !database.hasRow(in: "cmk", where: "id = ?", [index.id.blob]) else {
            throw KeyStoreError.revisionConflict
        }
        try checkAlias(in: database)
        try database.execute(
            sql: """
                INSERT INTO cmk (id, alias, state, origin, usage, created_at, due, revision, record)
                VALUES (:id, :alias, :state, :origin, :usage, :created_at, :due, :revision, :record)
                """,
            arguments: arguments)
    }

    /// Writes a key's new value over the one at `revision`.
    ///
    /// - Throws: `revisionConflict` when there is none, or when the new value's revision is not above it;
    ///   `aliasTaken`.
    func replace(revision: UInt64, in database: Database) throws {
        guard let revision = Int64(exactly: revision), index.revision > revision,
            try database.hasRow(in: "cmk", where: "id = ? AND revision = ?", [index.id.blob, revision])
        else { throw KeyStoreError.revisionConflict }
        try checkAlias(in: database)
        try database.execute(
            sql: """
                UPDATE cmk SET alias = :alias, state = :state, origin = :origin, usage = :usage,
                    created_at = :created_at, due = :due, revision = :revision, record = :record
                WHERE id = :id AND revision = :expected
                """,
            arguments: arguments &+ ["expected": revision])
        guard database.changesCount == 1 else { throw KeyStoreError.revisionConflict }
    }

    /// Removes the key at `revision`, and its hosted data keys.
    ///
    /// - Throws: `revisionConflict` when there is none.
    static func remove(_ id: KeyID, revision: UInt64, from database: Database) throws {
        try database.removeRow(id, revision: revision, from: "cmk")
    }

    private var arguments: StatementArguments {
        [
            "id": index.id.blob, "alias": index.alias, "state": index.state, "origin": index.origin,
            "usage": index.usage, "created_at": index.createdAt, "due": index.due, "revision": index.revision,
            "record": record,
        ]
    }

    private func checkAlias(in database: Database) throws {
        guard try !database.hasRow(in: "cmk", where: "alias = ? AND id <> ?", [index.alias, index.id.blob]) else {
            throw KeyStoreError.aliasTaken
        }
    }
}

// MARK: Reading

extension KeyRow {
    /// The key of that ID or alias, or nil.
    static func fetch(_ selector: KeySelector, from database: Database) throws -> CustomerMasterKey? {
        let (column, value): (String, any DatabaseValueConvertible) =
            switch selector {
            case .id(let id): ("id", id.blob)
            case .alias(let alias): ("alias", alias.text)
            }
        let row = try Row.fetchOne(database, sql: "SELECT * FROM cmk WHERE \(column) = ?", arguments: [value])
        return try row.map { row in try KeyRow(row).key() }
    }

    /// The page that a query asks for.
    static func fetchPage(_ query: KeyQuery, from database: Database) throws -> KeyPage {
        let page = try database.fetchPage(
            of: "cmk", where: ListingFilter(query), newestFirst: query.newestFirst, offset: query.offset,
            limit: query.limit
        ) { row in try KeyRow(row).key() }
        return KeyPage(keys: page.values, totalCount: page.totalCount)
    }

    /// How many keys count towards a limit on their number.
    static func count(in database: Database) throws -> Int {
        let states = KeyState.allCases.filter(\.countsTowardsLimit).map(\.rawValue)
        let marks = databaseQuestionMarks(count: states.count)
        return try Int.fetchOne(
            database, sql: "SELECT COUNT(*) FROM cmk WHERE state IN (\(marks))", arguments: StatementArguments(states))
            ?? 0
    }

    /// Up to `limit` keys that are due at `now`.
    static func fetchDue(at now: UnixTime, limit: Int, from database: Database) throws -> [CustomerMasterKey] {
        try database.fetchDue(by: "due", of: "cmk", at: now, limit: limit) { row in try KeyRow(row).key() }
    }
}
