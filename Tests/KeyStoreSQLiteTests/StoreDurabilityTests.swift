// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import GRDB
import KeyManagement
import TestSupport
import Testing

@testable import KeyStoreSQLite

/// A change that returned is there, a change that failed is not, whatever happens to the disk, the task or the process.
@Suite struct StoreDurabilityTests {
    @Test func `the writer syncs every commit, and every connection erases with zeros`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            _ = try SQLiteKeyStore.create(at: path, identity: .sample(.fips))
            let store = try SQLiteKeyStore.open(at: path, expecting: .fips)
            let writer = try await store.pool.writeWithoutTransaction { try StoreSettings(of: $0) }
            #expect(writer.journalMode == "wal")
            #expect(writer.synchronous == 2)
            #expect(writer.foreignKeys)
            #expect(writer.secureDelete == 1)
            #expect(!writer.trustedSchema)
            let timeout = try await store.pool.writeWithoutTransaction { database in
                try Int.fetchOne(database, sql: "PRAGMA busy_timeout")
            }
            #expect(timeout == 5_000, "also after the log was emptied at opening")
        }
    }

    @Test func `each setting that did not take is refused by name`() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteKeyStore.create(at: folder.path("hufu.db"), identity: .sample(.fips))
            let sound = try await store.pool.writeWithoutTransaction { try StoreSettings(of: $0) }
            try sound.check()
            let faults: [(name: String, spoil: (inout StoreSettings) -> Void)] = [
                ("journal_mode", { $0.journalMode = "delete" }), ("synchronous", { $0.synchronous = 1 }),
                ("foreign_keys", { $0.foreignKeys = false }), ("secure_delete", { $0.secureDelete = 2 }),
                ("trusted_schema", { $0.trustedSchema = true }),
            ]
            for fault in faults {
                var settings = sound
                fault.spoil(&settings)
                #expect { try settings.check() } throws: { text($0).contains("the setting \(fault.name),") }
            }
        }
    }

    @Test func `on a full disk nothing changes, the text says so, and later changes work`() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteKeyStore.create(at: folder.path("hufu.db"), identity: .sample(.fips))
            let key = try CustomerMasterKey.sample(1)
            try await store.commit(StoreChange(key: .insert(key), audit: .sample("create")))
            try await store.limitPages(to: "page_count")
            let name = SecretName(kind: .material, id: key.id, version: 1)
            let change = StoreChange(
                key: .update(key.changed(), expectedRevision: 1),
                storing: [WrappedSecret(name: name, origin: .internal, box: [UInt8](repeating: 1, count: 50_000))],
                audit: .sample("rotate"))

            let error = await #expect(throws: KeyStoreError.self) { try await store.commit(change) }
            #expect(error.map(text)?.contains("the disk is full. Free space") == true)
            #expect(error.map(text)?.contains("Nothing was changed") == true)
            #expect(try await store.key(.id(key.id)) == key)
            #expect(try await store.secret(name) == nil)
            #expect(try await store.auditRecords(from: 1, limit: 9).count == 1)

            try await store.limitPages(to: "10000")
            try await store.commit(change)
            #expect(try await store.secret(name)?.box.count == 50_000)
        }
    }

    @Test func `a change of a cancelled task is carried out all the same, and reported as such`() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteKeyStore.create(at: folder.path("hufu.db"), identity: .sample(.fips))
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                try await store.commit(StoreChange(key: nil, audit: .sample("late")))
            }
            task.cancel()
            try await task.value
            #expect(try await store.auditRecords(from: 1, limit: 9).count == 1)
        }
    }

    @Test func `a lock that somebody keeps is reported after the wait, and nothing changed`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let store = try SQLiteKeyStore.create(at: path, identity: .sample(.fips))
            try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 50") }
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let error = await #expect(throws: KeyStoreError.self) {
                try await store.commit(StoreChange(key: nil, audit: .sample("r")))
            }
            #expect(error.map(text)?.contains("another process keeps the store locked") == true)
            try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
            try await store.commit(StoreChange(key: nil, audit: .sample("r")))
            #expect(try await store.auditRecords(from: 1, limit: 9).count == 1)
        }
    }
}

extension SQLiteKeyStore {
    /// Lets the database have no more pages than this: SQLite then answers as on a full disk.
    fileprivate func limitPages(to count: String) async throws {
        try await pool.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: count == "page_count" ? "PRAGMA page_count" : "SELECT \(count)")
            try database.execute(sql: "PRAGMA max_page_count = \(pages ?? 0)")
        }
    }
}
