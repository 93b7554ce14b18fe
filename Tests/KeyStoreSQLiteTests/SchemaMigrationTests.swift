// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import GRDB
import KeyManagement
import TestSupport
import Testing

@testable import KeyStoreSQLite

/// A store of an older release opens, keeps what it holds, and takes what is new.
@Suite struct SchemaMigrationTests {
    @Test func `a store of schema 1 is brought up to date, its keys as they were`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let key = try CustomerMasterKey.sample(1, alias: "old")
            do {
                let file = StoreFile(path: path)
                try file.create()
                let pool = try StoreConnection.open(at: path)
                try Schema.migrator.migrate(pool, upTo: "1-keys")
                try await pool.write { database in
                    try IdentityRow.insert(.sample(.fips), into: database)
                    try database.insertAsBeforeSchema4(key)
                    #expect(try Schema.version(of: database) == 1)
                    #expect(try !database.tableExists("data_key"))
                }
            }
            let store = try SQLiteKeyStore.open(at: path, expecting: .fips)
            #expect(try await store.pool.read { try Schema.version(of: $0) } == Schema.version)
            #expect(try await store.key(.id(key.id)) == key)
            let dataKey = try HostedDataKey.sample(11, of: 1)
            try await store.commit(StoreChange(key: nil, dataKey: .insert(dataKey), audit: .sample("host")))
            let again = try SQLiteKeyStore.open(at: path, expecting: .fips)
            #expect(try await again.dataKey(.id(dataKey.id)) == dataKey)
            #expect(try await again.keys(KeyQuery(tags: [TagFilter(key: "env")])).totalCount == 0)
        }
    }

    @Test func `keys of a store of schema 3 are due as their records say, found by an index`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let now = UnixTime(seconds: 1_000)
            let keys = try (0..<2_000).map { number in
                var key = try CustomerMasterKey.sample(UInt32(number), origin: .external)
                let time = UnixTime(seconds: 900 + Int64(number))
                switch number {
                case 0: key.deletionDate = time
                case 500: (key.holdsMaterial, key.validTo) = (true, time)
                case 600: key.validTo = time
                case 1_000:
                    key.importSession = .init(tokenID: .sample(1), pairID: .sample(2), algorithm: "x", expires: time)
                case 1_500:
                    (key.holdsMaterial, key.validTo) = (true, time)
                    key.deletionDate = UnixTime(seconds: 9_000)
                default: break
                }
                return key
            }
            var doomed = try HostedDataKey.sample(5_000, of: 1)
            doomed.deletionDate = now
            do {
                let file = StoreFile(path: path)
                try file.create()
                let pool = try StoreConnection.open(at: path)
                try Schema.migrator.migrate(pool, upTo: "3-data-keys")
                try await pool.write { [doomed] database in
                    try IdentityRow.insert(.sample(.fips), into: database)
                    for key in keys { try database.insertAsBeforeSchema4(key) }
                    try database.execute(
                        sql: "UPDATE cmk SET record = '{' WHERE id = ?", arguments: [Data(keys[1_999].id.bytes)])
                    for number: UInt32 in 5_001...7_000 {
                        try DataKeyRow(.sample(number, of: 1)).insert(into: database)
                    }
                    try DataKeyRow(doomed).insert(into: database)
                }
            }
            let store = try SQLiteKeyStore.open(at: path, expecting: .fips)
            await #expect(throws: KeyStoreError.self, "damaged, and found when it is read") {
                try await store.key(.id(keys[1_999].id))
            }
            #expect(try await store.keysDue(at: now, limit: 100) == [keys[0]])
            #expect(
                try await store.keysDue(at: .init(seconds: 2_400), limit: 100).map(\.id)
                    == [0, 500, 1_000, 1_500].map { .sample($0) })
            #expect(try await store.dataKeysDue(at: now, limit: 100) == [doomed])
            let plans = try await store.pool.read { database in
                try (
                    database.plan { _ = try KeyRow.fetchDue(at: now, limit: 100, from: $0) },
                    database.plan { _ = try DataKeyRow.fetchDue(at: now, limit: 100, from: $0) }
                )
            }
            #expect(plans.0 == ["SEARCH cmk USING INDEX cmk_by_due (due<?)"])
            #expect(plans.1 == ["SEARCH data_key USING INDEX data_key_by_deletion (deletion_date<?)"])
        }
    }

    @Test func `the newest version is the one that the last migration writes`() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteKeyStore.create(at: folder.path("hufu.db"), identity: .sample(.smCrypto))
            #expect(try await store.pool.read { try Schema.version(of: $0) } == Schema.version)
        }
    }

    @Test(arguments: ["state = 'Disabled'", "byte_count = 31", "deletion_date = 5", "name = 'x'", "record = '{}'"])
    func `a data key's row whose columns contradict its record is damage`(change: String) async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            try await store.commit(StoreChange(key: .insert(.sample(1)), audit: .sample("create")))
            let dataKey = try HostedDataKey.sample(11, of: 1)
            try await store.commit(StoreChange(key: nil, dataKey: .insert(dataKey), audit: .sample("host")))
            try intruder.run("UPDATE data_key SET \(change)")
            await #expect {
                try await store.dataKey(.id(dataKey.id))
            } throws: { error in
                if case .damaged = error as? KeyStoreError { true } else { false }
            }
        }
    }
}

extension Database {
    /// How SQLite answers the statement that `body` runs.
    fileprivate func plan(_ body: (Database) throws -> Void) throws -> [String] {
        var statements: [String] = []
        trace { event in if case .statement(let statement) = event { statements.append(statement.sql) } }
        try body(self)
        trace(options: .statement, nil)
        return try statements.flatMap { sql in
            try Row.fetchAll(self, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: [1, 1]).map { $0["detail"] as String }
        }
    }

    /// Writes a key's row as it was while `cmk` had no column `due`.
    fileprivate func insertAsBeforeSchema4(_ key: CustomerMasterKey) throws {
        try execute(
            sql: """
                INSERT INTO cmk (id, alias, state, origin, usage, created_at, revision, record)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(key.id.bytes), key.alias.text, key.state.rawValue, key.origin.rawValue, key.usage.rawValue,
                key.createdAt.seconds, Int64(key.revision), String(decoding: JSONEncoder().encode(key), as: UTF8.self),
            ])
    }
}
