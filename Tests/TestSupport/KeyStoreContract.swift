// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

/// What every store promises: one clause, and the check that proves it on a fresh store.
///
/// A store's tests call ``verify`` of all ``clauses``, each with a store of its own.
package struct KeyStoreContract: Sendable, CustomTestStringConvertible {
    /// The promise, in words.
    package let clause: String
    /// Records an issue, or throws, where the store, empty before, does not keep it.
    package let verify: @Sendable (any AuditedKeyStore) async throws -> Void

    /// All promises.
    package static let clauses =
        keyClauses + conflictClauses + limitClauses + aliasClauses + atomicityClauses + batchClauses + secretClauses
        + listingClauses
        + dataKeyClauses + dataKeyListingClauses + dueClauses + statisticsClauses + auditClauses + principalClauses
        + useClauses

    package var testDescription: String { clause }

    init(_ clause: String, _ verify: @escaping @Sendable (any AuditedKeyStore) async throws -> Void) {
        self.clause = clause
        self.verify = verify
    }
}

extension AuditedKeyStore {
    /// Carries out a change of a key with a record of its own.
    func commit(_ key: StoreChange.KeyChange, requestID: String = "r") async throws(KeyStoreError) {
        try await commit(StoreChange(key: key, audit: .sample(requestID)))
    }
}
