// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
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
                    try KeyRow(key).insert(into: database)
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
