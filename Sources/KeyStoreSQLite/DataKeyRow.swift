// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

/// One row of `data_key`: the whole hosted data key as a JSON record, beside it the columns by which it is found.
///
/// Columns and record are written together, here only, and compared whenever a row is read. A row goes with its CMK
/// (`ON DELETE CASCADE`).
struct DataKeyRow {
    private let index: Index
    private let record: String

    /// The columns that repeat a part of the record.
    struct Index: Equatable {
        var id: UniqueID
        var name: String
        var keyID: UniqueID
        var state: String
        var origin: String
        var byteCount: Int
        var createdAt: Int64
        var deletionDate: Int64?
        var revision: Int64
    }

    /// The row of a data key.
    ///
    /// - Throws: `damaged` when the data key cannot be written as JSON or its revision exceeds 63 bits.
    init(_ dataKey: HostedDataKey) throws(KeyStoreError) {
        index = try Index(of: dataKey)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            record = String(decoding: try encoder.encode(dataKey), as: UTF8.self)
        } catch {
            throw .damaged("the data key \(dataKey.id) cannot be written as JSON")
        }
    }

    private init(_ row: Row) throws(KeyStoreError) {
        index = Index(
            id: try row.checkedID("id"), name: try row.checked("name"), keyID: try row.checkedID("cmk_id"),
            state: try row.checked("state"), origin: try row.checked("origin"),
            byteCount: try row.checked("byte_count"), createdAt: try row.checked("created_at"),
            deletionDate: try row.checkedIfPresent("deletion_date"),
            revision: try row.checked("revision"))
        record = try row.checked("record")
    }

    /// The data key, once its columns agree with its record.
    private func dataKey() throws(KeyStoreError) -> HostedDataKey {
        let dataKey: HostedDataKey
        do {
            dataKey = try JSONDecoder().decode(HostedDataKey.self, from: Data(record.utf8))
        } catch {
            throw .damaged("the record of the data key \(index.id) cannot be read")
        }
        guard try Index(of: dataKey) == index else {
            throw .damaged("the record of the data key \(index.id) contradicts its columns")
        }
        return dataKey
    }
}

extension DataKeyRow.Index {
    init(of dataKey: HostedDataKey) throws(KeyStoreError) {
        guard let revision = Int64(exactly: dataKey.revision) else {
            throw .damaged("the data key \(dataKey.id) has no sound revision")
        }
        self.init(
            id: dataKey.id, name: dataKey.name.text, keyID: dataKey.keyID, state: dataKey.state.rawValue,
            origin: dataKey.origin.rawValue, byteCount: dataKey.byteCount, createdAt: dataKey.createdAt.seconds,
            deletionDate: dataKey.deletionDate?.seconds, revision: revision)
    }
}

// MARK: Writing

extension DataKeyRow {
    /// Writes a new data key.
    ///
    /// - Throws: `revisionConflict` when its ID is there, or its CMK is not; `dataKeyNameTaken`.
    func insert(into database: Database) throws {
        guard try database.hasRow(in: "cmk", where: "id = ?", [index.keyID.blob]),
            try !database.hasRow(in: "data_key", where: "id = ?", [index.id.blob])
        else { throw KeyStoreError.revisionConflict }
        try checkName(in: database)
        try database.execute(
            sql: """
                INSERT INTO data_key
                    (id, name, cmk_id, state, origin, byte_count, created_at, deletion_date, revision, record)
                VALUES (:id, :name, :cmk_id, :state, :origin, :byte_count, :created_at, :deletion_date, :revision, :record)
                """,
            arguments: arguments)
    }

    /// Writes a data key's new value over the one at `revision`. Its CMK stays as it is.
    ///
    /// - Throws: `revisionConflict` when there is none of that CMK, or when the new value's revision is not above it;
    ///   `dataKeyNameTaken`.
    func replace(revision: UInt64, in database: Database) throws {
        guard let revision = Int64(exactly: revision), index.revision > revision,
            try database.hasRow(
                in: "data_key", where: "id = ? AND revision = ? AND cmk_id = ?",
                [index.id.blob, revision, index.keyID.blob])
        else { throw KeyStoreError.revisionConflict }
        try checkName(in: database)
        try database.execute(
            sql: """
                UPDATE data_key SET name = :name, state = :state, origin = :origin, byte_count = :byte_count,
                    created_at = :created_at, deletion_date = :deletion_date, revision = :revision, record = :record
                WHERE id = :id AND cmk_id = :cmk_id
                """,
            arguments: arguments)
        guard database.changesCount == 1 else { throw KeyStoreError.revisionConflict }
    }

    /// Removes the data key at `revision`.
    ///
    /// - Throws: `revisionConflict` when there is none.
    static func remove(_ id: DataKeyID, revision: UInt64, from database: Database) throws {
        try database.removeRow(id, revision: revision, from: "data_key")
    }

    private var arguments: StatementArguments {
        [
            "id": index.id.blob, "name": index.name, "cmk_id": index.keyID.blob, "state": index.state,
            "origin": index.origin, "byte_count": index.byteCount, "created_at": index.createdAt,
            "deletion_date": index.deletionDate, "revision": index.revision, "record": record,
        ]
    }

    private func checkName(in database: Database) throws {
        guard try !database.hasRow(in: "data_key", where: "name = ? AND id <> ?", [index.name, index.id.blob]) else {
            throw KeyStoreError.dataKeyNameTaken
        }
    }
}

// MARK: Reading

extension DataKeyRow {
    /// The data key of that ID or name, or nil.
    static func fetch(_ selector: DataKeySelector, from database: Database) throws -> HostedDataKey? {
        let (column, value): (String, any DatabaseValueConvertible) =
            switch selector {
            case .id(let id): ("id", id.blob)
            case .name(let name): ("name", name.text)
            }
        let row = try Row.fetchOne(database, sql: "SELECT * FROM data_key WHERE \(column) = ?", arguments: [value])
        return try row.map { row in try DataKeyRow(row).dataKey() }
    }

    /// The page that a query asks for.
    static func fetchPage(_ query: DataKeyQuery, from database: Database) throws -> DataKeyPage {
        let page = try database.fetchPage(
            of: "data_key", where: ListingFilter(query), newestFirst: query.newestFirst, offset: query.offset,
            limit: query.limit
        ) { row in try DataKeyRow(row).dataKey() }
        return DataKeyPage(dataKeys: page.values, totalCount: page.totalCount)
    }

    /// Up to `limit` data keys whose deletion date has come at `now`.
    static func fetchDue(at now: UnixTime, limit: Int, from database: Database) throws -> [HostedDataKey] {
        try database.fetchDue(by: "deletion_date", of: "data_key", at: now, limit: limit) { row in
            try DataKeyRow(row).dataKey()
        }
    }
}
