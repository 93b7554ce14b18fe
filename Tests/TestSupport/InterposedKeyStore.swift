// SPDX-License-Identifier: Apache-2.0
package import KeyManagement
import Synchronization

/// A store in memory to which something happens between two calls of one operation: what another caller would do.
package final class InterposedKeyStore: AuditedKeyStore {
    /// Where the other caller comes in.
    package enum Moment: Sendable {
        /// After the key was read, before its material is.
        case beforeSecret(SecretKind)
        /// After everything was decided, before it is written.
        case beforeCommit(KeyAction)
        /// After everything was computed, before it is recorded. What comes in there must not itself use a key: uses are
        /// recorded one batch after another.
        case beforeRecord(KeyAction)
    }

    private let store = InMemoryKeyStore()
    private let keyReads = SharedCount()
    private let listedKeys = SharedCount()
    private let fault = Mutex<KeyStoreError?>(nil)
    private let isCareless = Mutex(false)
    private let pending = Mutex<(moment: Moment, happening: @Sendable () async throws -> Void)?>(nil)

    /// An empty store to which nothing happens.
    package init() {}

    /// Lets `happening` come in once, at the next such moment.
    package func interpose(_ moment: Moment, _ happening: @escaping @Sendable () async throws -> Void) {
        pending.withLock { $0 = (moment, happening) }
    }

    /// Lets the store fail to record uses, and to be written at all, from now on; nil lets it record them again.
    package func failToRecord(_ error: KeyStoreError?) { fault.withLock { $0 = error } }

    /// Lets the store record uses whatever became of their keys meanwhile: what its contract forbids.
    package func recordCarelessly() { isCareless.withLock { $0 = true } }

    /// Whether what was interposed has happened.
    package var isDone: Bool { pending.withLock { $0 == nil } }

    /// How often a key was read.
    package var keyReadCount: Int { keyReads.value }

    /// How many keys, and data keys, were handed out by the store several at a time.
    package var listedKeyCount: Int { listedKeys.value }

    package func key(_ selector: KeySelector) async throws(KeyStoreError) -> CustomerMasterKey? {
        keyReads.add()
        return try await store.key(selector)
    }

    package func keys(_ query: KeyQuery) async throws(KeyStoreError) -> KeyPage {
        let page = try await store.keys(query)
        listedKeys.add(page.keys.count)
        return page
    }

    package func keysDue(at now: UnixTime, limit: Int) async throws(KeyStoreError) -> [CustomerMasterKey] {
        let keys = try await store.keysDue(at: now, limit: limit)
        listedKeys.add(keys.count)
        return keys
    }

    package func secret(_ name: SecretName) async throws(KeyStoreError) -> WrappedSecret? {
        await comeIn { if case .beforeSecret(name.kind) = $0 { true } else { false } }
        return try await store.secret(name)
    }

    package func auditRecords(from first: UInt64, limit: Int) async throws(KeyStoreError) -> [[UInt8]] {
        try await store.auditRecords(from: first, limit: limit)
    }

    package func probe() async throws(KeyStoreError) {
        if let error = fault.withLock({ $0 }) { throw error }
        try await store.probe()
    }

    package func credentials() async throws(KeyStoreError) -> CredentialListing { try await store.credentials() }

    package func principalsRevision() async throws(KeyStoreError) -> UInt64 { try await store.principalsRevision() }

    package func commit(_ change: PrincipalChange) async throws(KeyStoreError) {
        await comeIn { if case .beforeCommit(change.audit.action) = $0 { true } else { false } }
        try await store.commit(change)
    }

    package func dataKey(_ selector: DataKeySelector) async throws(KeyStoreError) -> HostedDataKey? {
        try await store.dataKey(selector)
    }

    package func dataKeys(_ query: DataKeyQuery) async throws(KeyStoreError) -> DataKeyPage {
        let page = try await store.dataKeys(query)
        listedKeys.add(page.dataKeys.count)
        return page
    }

    package func dataKeysDue(at now: UnixTime, limit: Int) async throws(KeyStoreError) -> [HostedDataKey] {
        let dataKeys = try await store.dataKeysDue(at: now, limit: limit)
        listedKeys.add(dataKeys.count)
        return dataKeys
    }

    package func statistics(at now: UnixTime) async throws(KeyStoreError) -> KeyStatistics {
        try await store.statistics(at: now)
    }

    package func keyCount() async throws(KeyStoreError) -> Int { try await store.keyCount() }

    package func commit(_ changes: [StoreChange]) async throws(KeyStoreError) {
        await comeIn { moment in
            changes.contains { if case .beforeCommit($0.audit.action) = moment { true } else { false } }
        }
        try await store.commit(changes)
    }

    package func record(_ uses: [KeyUse]) async -> [Result<Void, KeyStoreError>] {
        let actions = Set(uses.flatMap(\.records).map(\.action))
        await comeIn { if case .beforeRecord(let action) = $0 { actions.contains(action) } else { false } }
        if let error = fault.withLock({ $0 }) { return uses.map { _ in .failure(error) } }
        guard isCareless.withLock(\.self) else { return await store.record(uses) }
        return await store.record(uses.map { KeyUse(keys: [], records: $0.records) })
    }

    /// Takes what is pending, so that its own calls pass, and runs it.
    private func comeIn(at isNow: (Moment) -> Bool) async {
        let happening = pending.withLock { pending -> (@Sendable () async throws -> Void)? in
            guard let due = pending, isNow(due.moment) else { return nil }
            pending = nil
            return due.happening
        }
        do { try await happening?() } catch { preconditionFailure("what was interposed failed: \(error)") }
    }
}
