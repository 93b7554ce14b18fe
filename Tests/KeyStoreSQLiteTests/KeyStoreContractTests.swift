// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import KeyStoreSQLite
import TestSupport
import Testing

extension SQLiteKeyStore: AuditedKeyStore {}

@Suite struct KeyStoreContractTests {
    @Test(arguments: KeyStoreContract.clauses)
    func `SQLite keeps the contract of stores`(contract: KeyStoreContract) async throws {
        try await TemporaryFolder.with { folder in
            try await contract.verify(SQLiteKeyStore.create(at: folder.path("hufu.db"), identity: .sample(.fips)))
        }
    }
}
