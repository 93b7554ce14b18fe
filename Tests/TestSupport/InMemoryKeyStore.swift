// SPDX-License-Identifier: Apache-2.0
package import KeyManagement

/// A store that forgets everything when it ends: the double of the real ones, which keeps the same contract.
package actor InMemoryKeyStore: AuditedKeyStore {
    /// All that changes together; a transaction works on a copy.
    private struct Content {
        var keys: [KeyID: CustomerMasterKey] = [:]
        var dataKeys: [DataKeyID: HostedDataKey] = [:]
        var secrets: [SecretName: WrappedSecret] = [:]
        var records: [[UInt8]] = []
        var principals: [UniqueID: Credential] = [:]
        var changeCount: UInt64 = 0

        var keyCount: Int { keys.values.count { $0.state.countsTowardsLimit } }
    }

    private var content = Content()

    /// An empty store.
    package init() {}

    package func key(_ selector: KeySelector) async throws(KeyStoreError) -> CustomerMasterKey? {
        switch selector {
        case .id(let id): content.keys[id]
        case .alias(let alias): content.keys.values.first { $0.alias == alias }
        }
    }

    package func keys(_ query: KeyQuery) async throws(KeyStoreError) -> KeyPage {
        let matching = content.keys.values.filter { $0.matches(query) }
            .sorted(newestFirst: query.newestFirst) { ($0.createdAt, $0.id) }
        let page = matching.dropFirst(max(0, query.offset)).prefix(max(0, query.limit))
        return KeyPage(keys: Array(page), totalCount: matching.count)
    }

    package func keysDue(at now: UnixTime, limit: Int) async throws(KeyStoreError) -> [CustomerMasterKey] {
        let due = content.keys.values.compactMap { key in key.due.map { ($0, key) } }
            .filter { $0.0 <= now }
            .sorted(newestFirst: false) { ($0.0, $0.1.id) }
        return due.prefix(max(0, limit)).map(\.1)
    }

    package func dataKey(_ selector: DataKeySelector) async throws(KeyStoreError) -> HostedDataKey? {
        switch selector {
        case .id(let id): content.dataKeys[id]
        case .name(let name): content.dataKeys.values.first { $0.name == name }
        }
    }

    package func dataKeys(_ query: DataKeyQuery) async throws(KeyStoreError) -> DataKeyPage {
        let matching = content.dataKeys.values.filter { $0.matches(query) }
            .sorted(newestFirst: query.newestFirst) { ($0.createdAt, $0.id) }
        let page = matching.dropFirst(max(0, query.offset)).prefix(max(0, query.limit))
        return DataKeyPage(dataKeys: Array(page), totalCount: matching.count)
    }

    package func dataKeysDue(at now: UnixTime, limit: Int) async throws(KeyStoreError) -> [HostedDataKey] {
        let due = content.dataKeys.values.compactMap { dataKey in dataKey.deletionDate.map { ($0, dataKey) } }
            .filter { $0.0 <= now }
            .sorted(newestFirst: false) { ($0.0, $0.1.id) }
        return due.prefix(max(0, limit)).map(\.1)
    }

    package func secret(_ name: SecretName) async throws(KeyStoreError) -> WrappedSecret? { content.secrets[name] }

    package func statistics(at now: UnixTime) async throws(KeyStoreError) -> KeyStatistics {
        let present = content.keys.values.filter { $0.settled(at: now) != .destroyed }
        var countByState = Dictionary(uniqueKeysWithValues: KeyState.allCases.map { ($0, 0) })
        for key in present {
            let isEmptied = key.settled(at: now) == .materialExpired && key.state != .pendingDelete
            countByState[isEmptied ? .pendingImport : key.state, default: 0] += 1
        }
        let ends = present.compactMap(\.validTo).filter { $0 > now }
        let ids = Set(present.map(\.id))
        let dataKeys = content.dataKeys.values.filter { dataKey in
            ids.contains(dataKey.keyID) && dataKey.deletionDate.map { $0 > now } ?? true
        }
        return KeyStatistics(
            countByState: countByState,
            expiringWithin30Days: ends.count { $0 <= now.adding(days: 30) },
            expiringWithin7Days: ends.count { $0 <= now.adding(days: 7) },
            expiringWithin1Day: ends.count { $0 <= now.adding(days: 1) },
            hostedDataKeyCount: dataKeys.count)
    }

    package func keyCount() async throws(KeyStoreError) -> Int { content.keyCount }

    package func auditRecords(from first: UInt64, limit: Int) async throws(KeyStoreError) -> [[UInt8]] {
        guard let skipped = Int(exactly: max(1, first) - 1) else { return [] }
        return Array(content.records.dropFirst(skipped).prefix(max(0, limit)))
    }

    package func probe() async throws(KeyStoreError) {}

    package func credentials() async throws(KeyStoreError) -> CredentialListing {
        CredentialListing(
            revision: content.changeCount,
            credentials: content.principals.values.sorted {
                $0.name.text.utf8.lexicographicallyPrecedes($1.name.text.utf8)
            })
    }

    package func principalsRevision() async throws(KeyStoreError) -> UInt64 { content.changeCount }

    package func commit(_ change: PrincipalChange) async throws(KeyStoreError) {
        let record = change.audit.serialised()
        switch change.credential {
        case .insert(let credential):
            let isThere = content.principals.values.contains {
                $0.id == credential.id || $0.secretID == credential.secretID
            }
            guard !isThere else { throw .revisionConflict }
            try checkName(of: credential)
            content.principals[credential.id] = credential
        case .update(let credential, let revision):
            guard credential.revision > revision, content.principals[credential.id]?.revision == revision else {
                throw .revisionConflict
            }
            try checkName(of: credential)
            content.principals[credential.id] = credential
        case .remove(let id, let revision):
            guard content.principals[id]?.revision == revision else { throw .revisionConflict }
            content.principals[id] = nil
        }
        content.changeCount += 1
        for name in change.removing { content.secrets[name] = nil }
        for secret in change.storing { content.secrets[secret.name] = secret }
        content.records.append(record)
    }

    package func record(_ uses: [KeyUse]) async -> [Result<Void, KeyStoreError>] {
        uses.map { use in
            guard use.keys.allSatisfy({ content.keys[$0.keyID]?.revision == $0.revision }) else {
                return .failure(.revisionConflict)
            }
            content.records += use.records.map { $0.serialised() }
            return .success(())
        }
    }

    private func checkName(of credential: Credential) throws(KeyStoreError) {
        guard !content.principals.values.contains(where: { $0.name == credential.name && $0.id != credential.id })
        else {
            throw .nameTaken
        }
    }

    package func commit(_ changes: [StoreChange]) async throws(KeyStoreError) {
        var next = content
        for change in changes { try InMemoryKeyStore.apply(change, to: &next) }
        content = next
    }

    private static func apply(_ change: StoreChange, to content: inout Content) throws(KeyStoreError) {
        for condition in change.demanding {
            switch condition {
            case .key(let id, let revision):
                guard content.keys[id]?.revision == revision else { throw .revisionConflict }
            case .dataKey(let id, let revision):
                guard content.dataKeys[id]?.revision == revision else { throw .revisionConflict }
            case .keyCount(let limit):
                guard content.keyCount < limit else { throw .keyLimitReached }
            }
        }
        if let key = change.key { try apply(key, to: &content) }
        if let dataKey = change.dataKey { try apply(dataKey, to: &content) }
        for name in change.removing { content.secrets[name] = nil }
        for secret in change.storing { content.secrets[secret.name] = secret }
        content.records.append(change.audit.serialised())
    }

    private static func apply(_ change: StoreChange.KeyChange, to content: inout Content) throws(KeyStoreError) {
        switch change {
        case .insert(let key):
            guard content.keys[key.id] == nil else { throw .revisionConflict }
            try checkAlias(of: key, in: content)
            content.keys[key.id] = key
        case .update(let key, let revision):
            guard key.revision > revision, content.keys[key.id]?.revision == revision else { throw .revisionConflict }
            try checkAlias(of: key, in: content)
            content.keys[key.id] = key
        case .remove(let id, let revision):
            guard content.keys[id]?.revision == revision else { throw .revisionConflict }
            content.keys[id] = nil
            content.dataKeys = content.dataKeys.filter { $0.value.keyID != id }
        }
    }

    private static func apply(_ change: StoreChange.DataKeyChange, to content: inout Content) throws(KeyStoreError) {
        switch change {
        case .insert(let dataKey):
            guard content.keys[dataKey.keyID] != nil, content.dataKeys[dataKey.id] == nil else {
                throw .revisionConflict
            }
            try checkName(of: dataKey, in: content)
            content.dataKeys[dataKey.id] = dataKey
        case .update(let dataKey, let revision):
            guard dataKey.revision > revision, let stored = content.dataKeys[dataKey.id],
                stored.revision == revision, stored.keyID == dataKey.keyID
            else { throw .revisionConflict }
            try checkName(of: dataKey, in: content)
            content.dataKeys[dataKey.id] = dataKey
        case .remove(let id, let revision):
            guard content.dataKeys[id]?.revision == revision else { throw .revisionConflict }
            content.dataKeys[id] = nil
        }
    }

    private static func checkAlias(of key: CustomerMasterKey, in content: Content) throws(KeyStoreError) {
        guard !content.keys.values.contains(where: { $0.alias == key.alias && $0.id != key.id }) else {
            throw .aliasTaken
        }
    }

    private static func checkName(of dataKey: HostedDataKey, in content: Content) throws(KeyStoreError) {
        guard !content.dataKeys.values.contains(where: { $0.name == dataKey.name && $0.id != dataKey.id }) else {
            throw .dataKeyNameTaken
        }
    }
}
