// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import GRDB
import KeyManagement
import KeyStoreSQLite
import TestSupport
import Testing

/// What somebody who writes to the file cannot do unnoticed, and what the schema itself refuses.
@Suite struct StoreDamageTests {
    @Test(arguments: [
        "UPDATE cmk SET state = 'Archived'", "UPDATE cmk SET alias = 'other'", "UPDATE cmk SET origin = 'external'",
        "UPDATE cmk SET usage = 'SIGN'", "UPDATE cmk SET created_at = 5", "UPDATE cmk SET revision = 2",
        "UPDATE cmk SET due = 5",
        "UPDATE cmk SET id = x'000102030405060708090a0b0c0d0e0f'", "UPDATE cmk SET record = '{}'",
        "UPDATE cmk SET record = replace(record, 'Enabled', 'Disabled')",
    ])
    func `a key whose columns contradict its record is damaged`(sql: String) async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            try await store.commit(StoreChange(key: .insert(.sample(1)), audit: .sample("r")))
            _ = try await store.keys(KeyQuery())
            try intruder.run(sql)
            let error = await #expect(throws: KeyStoreError.self) { try await store.keys(KeyQuery()) }
            guard case .damaged = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func `a secret of an unknown origin is damaged`() async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            let secret = WrappedSecret.sample(1, filler: 1)
            try await store.commit(StoreChange(key: nil, storing: [secret], audit: .sample("r")))
            try intruder.run("UPDATE secret SET origin = 'x'")
            let damaged = KeyStoreError.damaged("the secret of \(secret.name.id) has no known origin")
            await #expect(throws: damaged) { try await store.secret(secret.name) }
        }
    }

    @Test(arguments: [
        "UPDATE audit SET record = x'00' WHERE sequence = 2", "DELETE FROM audit WHERE sequence = 3",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit (sequence, record) VALUES (2, x'00')",
        "INSERT INTO audit (sequence, record) VALUES (5, x'00')", "INSERT INTO audit (record) VALUES (x'00')",
    ])
    func `audit records are neither changed nor deleted, replaced or numbered at will`(sql: String) async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            for number in 1...3 { try await store.commit(StoreChange(key: nil, audit: .sample("\(number)"))) }
            let before = try await store.auditRecords(from: 1, limit: 10)
            #expect(throws: DatabaseError.self) { try intruder.run(sql) }
            #expect(try await store.auditRecords(from: 1, limit: 10) == before)
        }
    }

    @Test func `a missing audit record is noticed`() async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            for number in 1...3 { try await store.commit(StoreChange(key: nil, audit: .sample("\(number)"))) }
            try intruder.run("DROP TRIGGER audit_refuses_delete; DELETE FROM audit WHERE sequence = 2")
            await #expect(throws: KeyStoreError.damaged("the audit record 2 is missing")) {
                try await store.auditRecords(from: 1, limit: 10)
            }
        }
    }
}
