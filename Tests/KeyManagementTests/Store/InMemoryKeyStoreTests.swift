// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// The double that the service's tests run on keeps the contract of the real stores.
@Suite struct InMemoryKeyStoreTests {
    @Test(arguments: KeyStoreContract.clauses)
    func `keeps every clause`(clause: KeyStoreContract) async throws {
        try await clause.verify(InMemoryKeyStore())
    }
}
