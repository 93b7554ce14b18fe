// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

/// One row of `credential`: the whole credential as a JSON record, beside it the columns by which it is found.
///
/// Columns and record are written together, here only, and compared whenever a row is read.
struct CredentialRow {
    private let index: Index
    private let record: String

    /// The columns that repeat a part of the record.
    private struct Index: Equatable {
        var id: UniqueID
        var secretID: String
        var name: String
        var revision: Int64

        init(of credential: Credential) throws(KeyStoreError) {
            guard let revision = Int64(exactly: credential.revision) else {
                throw .damaged("the credential \(credential.secretID) has no sound revision")
            }
            id = credential.id
            secretID = credential.secretID.text
            name = credential.name.text
            self.revision = revision
        }

        init(_ row: Row) throws(KeyStoreError) {
            id = try row.checkedID("id")
            secretID = try row.checked("secret_id")
            name = try row.checked("name")
            revision = try row.checked("revision")
        }
    }

    /// The row of a credential.
    ///
    /// - Throws: `damaged` when it cannot be written as JSON or its revision exceeds 63 bits.
    init(_ credential: Credential) throws(KeyStoreError) {
        index = try Index(of: credential)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            record = String(decoding: try encoder.encode(credential), as: UTF8.self)
        } catch {
            throw .damaged("the credential \(credential.secretID) cannot be written as JSON")
        }
    }

    private init(_ row: Row) throws(KeyStoreError) {
        index = try Index(row)
        record = try row.checked("record")
    }

    /// The credential, once its columns agree with its record.
    private func credential() throws(KeyStoreError) -> Credential {
        let credential: Credential
        do {
            credential = try JSONDecoder().decode(Credential.self, from: Data(record.utf8))
        } catch {
            throw .damaged("the record of the credential \(index.secretID) cannot be read")
        }
        guard try Index(of: credential) == index else {
            throw .damaged("the record of the credential \(index.secretID) contradicts its columns")
        }
        return credential
    }
}

// MARK: Writing

extension CredentialRow {
    /// Writes a new credential.
    ///
    /// - Throws: `revisionConflict` when its ID or SecretId is there; `nameTaken`.
    func insert(into database: Database) throws {
        guard
            try !database.hasRow(in: "credential", where: "id = ? OR secret_id = ?", [index.id.blob, index.secretID])
        else { throw KeyStoreError.revisionConflict }
        try checkName(in: database)
        try database.execute(
            sql: """
                INSERT INTO credential (id, secret_id, name, revision, record)
                VALUES (:id, :secret_id, :name, :revision, :record)
                """,
            arguments: arguments)
    }

    /// Writes a credential's new value over the one at `revision`.
    ///
    /// - Throws: `revisionConflict` when there is none, or when the new value's revision is not above it; `nameTaken`.
    func replace(revision: UInt64, in database: Database) throws {
        guard let revision = Int64(exactly: revision), index.revision > revision,
            try database.hasRow(in: "credential", where: "id = ? AND revision = ?", [index.id.blob, revision])
        else { throw KeyStoreError.revisionConflict }
        try checkName(in: database)
        try database.execute(
            sql: """
                UPDATE credential SET secret_id = :secret_id, name = :name, revision = :revision, record = :record
                WHERE id = :id
                """,
            arguments: arguments)
    }

    /// Removes the credential at `revision`.
    ///
    /// - Throws: `revisionConflict` when there is none.
    static func remove(_ id: UniqueID, revision: UInt64, from database: Database) throws {
        try database.removeRow(id, revision: revision, from: "credential")
    }

    private var arguments: StatementArguments {
        [
            "id": index.id.blob, "secret_id": index.secretID, "name": index.name, "revision": index.revision,
            "record": record,
        ]
    }

    private func checkName(in database: Database) throws {
        guard try !database.hasRow(in: "credential", where: "name = ? AND id <> ?", [index.name, index.id.blob]) else {
            throw KeyStoreError.nameTaken
        }
    }
}

// MARK: Reading

extension CredentialRow {
    /// All credentials in the order of their names' bytes.
    static func fetchAll(from database: Database) throws -> [Credential] {
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM credential ORDER BY name")
        var credentials: [Credential] = []
        while let row = try rows.next() { credentials.append(try CredentialRow(row).credential()) }
        return credentials
    }

    /// How often credentials were changed.
    ///
    /// - Throws: `damaged` when the count is missing.
    static func changeCount(in database: Database) throws -> UInt64 {
        guard let row = try Row.fetchOne(database, sql: "SELECT revision FROM principals") else {
            throw KeyStoreError.damaged("the count of changes of credentials is missing")
        }
        return try row.checked("revision")
    }
}
