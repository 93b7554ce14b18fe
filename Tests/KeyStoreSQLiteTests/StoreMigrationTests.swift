// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import KeyStoreSQLite
import TestSupport
import Testing

/// A store of an older schema is brought up to date when it is opened, and keeps what it holds.
@Suite struct StoreMigrationTests {
    /// Takes a store back to version 1.
    private static let toVersion1 = """
        DROP TABLE credential; DROP TABLE principals; DROP TABLE data_key;
        DROP INDEX cmk_by_due; DROP INDEX cmk_by_state; ALTER TABLE cmk DROP COLUMN due;
        DELETE FROM grdb_migrations WHERE identifier <> '1-keys'; PRAGMA user_version = 1;
        """

    @Test func `a store of version 1 gets its tables of credentials`() async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let key = try CustomerMasterKey.sample(1)
            do {
                let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
                try await store.commit(StoreChange(key: .insert(key), audit: .sample("r")))
            }
            try intruder.run(Self.toVersion1)
            let store = try SQLiteKeyStore.open(at: intruder.path, expecting: .fips)
            #expect(try await store.key(.id(key.id)) == key)
            #expect(try await store.credentials() == CredentialListing(revision: 0, credentials: []))
        }
    }

    @Test func `another process's change of a credential is counted`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let fixture = try await KeyServiceFixture(.fips) { identity in
                try SQLiteKeyStore.create(at: path, identity: identity)
            }
            try await fixture.credential("web").ignore()
            let count = try await fixture.principals.revision()
            let other = PrincipalService(fixture.service, store: try SQLiteKeyStore.open(at: path, expecting: .fips))
            let disabled = try await other.disable(fixture.web, for: fixture.caller)
            #expect(try await fixture.principals.revision() > count)
            #expect(try await fixture.principals.signingSecrets(for: disabled.secretID).isEmpty)
        }
    }

    @Test(arguments: [
        "UPDATE credential SET name = 'other'", "UPDATE credential SET revision = 2",
        "UPDATE credential SET secret_id = 'AKID'", "UPDATE credential SET record = '{}'",
        "UPDATE credential SET record = replace(record, 'allow', 'permit')",
        "UPDATE credential SET id = x'000102030405060708090a0b0c0d0e0f'", "DELETE FROM principals",
    ])
    func `a credential whose columns contradict its record is damaged, and lets nobody in`(sql: String) async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let fixture = try await KeyServiceFixture(.fips) { identity in
                try SQLiteKeyStore.create(at: intruder.path, identity: identity)
            }
            let name = try CredentialName("web")
            try await fixture.principals.create(name, policy: .everything, for: fixture.caller).ignore()
            try intruder.run(sql)
            await #expect {
                _ = try await fixture.principals.directory()
            } throws: { error in
                guard case .store(.damaged) = error as? KeyServiceError else { return false }
                return true
            }
        }
    }
}
