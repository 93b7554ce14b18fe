// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension KeyService {
    /// Makes the secrets that every store has, in a store just created.
    ///
    /// - Throws: ``KeyServiceError/store(_:)`` with ``KeyStoreError/unfit(_:)`` when the store has them: a second
    ///   fingerprint key would part every external key from its material; ``KeyServiceError/engine(_:)``.
    public func provision(for caller: Caller) async throws(KeyServiceError) {
        let names = [
            SecretName(kind: .fingerprintKey, id: vault.identity.fingerprintKeyID, version: 0),
            SecretName(kind: .auditKey, id: vault.identity.auditKeyID, version: 0),
        ]
        var rows: [WrappedSecret] = []
        for name in names {
            guard try await row(name) == nil else { throw .store(.unfit("it has its \(name.kind.rawValue) already")) }
            rows.append(
                try vault.wrap(engine { () throws(CryptoError) in try edition.makeSecret(byteCount: 32) }, as: name))
        }
        let record = audit(.provisionStore, key: nil, for: caller, at: clock.now)
        try await commit(StoreChange(key: nil, storing: rows, audit: record))
    }
}
