// SPDX-License-Identifier: Apache-2.0
package import KeyManagement

/// A store that forgets everything when it ends: the double of the real ones, which keeps the same contract.
package actor InMemoryKeyStore: AuditedKeyStore {
    private var keys: [KeyID: CustomerMasterKey] = [:]
    private var secrets: [SecretName: WrappedSecret] = [:]
    private var records: [[UInt8]] = []

    /// An empty store.
    package init() {}

    package func key(_ selector: KeySelector) async throws(KeyStoreError) -> CustomerMasterKey? {
        switch selector {
        case .id(let id): keys[id]
        case .alias(let alias): keys.values.first { $0.alias == alias }
        }
    }

    package func keys(_ query: KeyQuery) async throws(KeyStoreError) -> KeyPage {
        let matching = keys.values.filter { InMemoryKeyStore.matches($0, query) }.sorted { left, right in
            guard left.createdAt == right.createdAt else {
                return query.newestFirst ? left.createdAt > right.createdAt : left.createdAt < right.createdAt
            }
            return left.id.bytes.lexicographicallyPrecedes(right.id.bytes)
        }
        let page = matching.dropFirst(max(0, query.offset)).prefix(max(0, query.limit))
        return KeyPage(keys: Array(page), totalCount: matching.count)
    }

    package func secret(_ name: SecretName) async throws(KeyStoreError) -> WrappedSecret? { secrets[name] }

    package func auditRecords(from first: UInt64, limit: Int) async throws(KeyStoreError) -> [[UInt8]] {
        guard let skipped = Int(exactly: max(1, first) - 1) else { return [] }
        return Array(records.dropFirst(skipped).prefix(max(0, limit)))
    }

    package func commit(_ change: StoreChange) async throws(KeyStoreError) {
        let record = try change.audit.serialised()
        switch change.key {
        case .insert(let key):
            guard keys[key.id] == nil else { throw .revisionConflict }
            try checkAlias(of: key)
            keys[key.id] = key
        case .update(let key, let revision):
            guard key.revision > revision, keys[key.id]?.revision == revision else { throw .revisionConflict }
            try checkAlias(of: key)
            keys[key.id] = key
        case .remove(let id, let revision):
            guard keys[id]?.revision == revision else { throw .revisionConflict }
            keys[id] = nil
        case nil: break
        }
        for name in change.removing { secrets[name] = nil }
        for secret in change.storing { secrets[secret.name] = secret }
        records.append(record)
    }

    private func checkAlias(of key: CustomerMasterKey) throws(KeyStoreError) {
        guard !keys.values.contains(where: { $0.alias == key.alias && $0.id != key.id }) else { throw .aliasTaken }
    }

    private static func matches(_ key: CustomerMasterKey, _ query: KeyQuery) -> Bool {
        if let states = query.states, !states.contains(key.state) { return false }
        if let origin = query.origin, key.origin != origin { return false }
        guard let search = query.search else { return true }
        return contains(key.alias.text, search) || contains(key.id.description, search)
    }

    /// Byte by byte: Swift's own comparison holds canonically equivalent texts for equal.
    private static func contains(_ text: String, _ part: String) -> Bool {
        let text = Array(text.utf8)
        let part = Array(part.utf8)
        guard part.count <= text.count else { return false }
        return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
    }
}
