// SPDX-License-Identifier: Apache-2.0
import Synchronization
import TestSupport
import Testing

@testable import KeyManagement

/// Uses that come together are recorded together, each once, and nobody is forgotten.
@Suite struct UseRecorderTests {
    @Test func `what comes while one batch is written is written together in the next, up to the limit`() async throws {
        let store = GatedStore()
        let recorder = UseRecorder(store: store, batchLimit: 4)
        try await withThrowingTaskGroup { group in
            group.addTask { try await recorder.record(.sample("first")) }
            await store.waitUntilWriting()
            for number in 0..<10 { group.addTask { try await recorder.record(.sample("\(number)")) } }
            while recorder.waitingCount < 10 { await Task.yield() }
            store.open()
            try await group.waitForAll()
        }
        #expect(store.batches.map(\.count) == [1, 4, 4, 2])
        let names = store.batches.joined().flatMap(\.records).map(\.requestID)
        #expect(names.sorted() == (["first"] + (0..<10).map { "\($0)" }).sorted())
    }

    @Test func `each caller gets its own outcome`() async throws {
        let store = InMemoryKeyStore()
        try await store.commit(StoreChange(key: .insert(.sample(1)), audit: .sample("create")))
        let recorder = UseRecorder(store: store)
        await withTaskGroup { group in
            for number in 0..<200 {
                group.addTask {
                    let revision: UInt64 = number % 3 == 0 ? 2 : 1
                    let use = KeyUse(
                        keys: [KeyRevision(keyID: .sample(1), revision: revision)], records: [.sample("\(number)")])
                    let error: KeyStoreError? = await {
                        do throws(KeyStoreError) { try await recorder.record(use) } catch { return error }
                        return nil
                    }()
                    #expect(error == (revision == 1 ? nil : .revisionConflict))
                }
            }
        }
        let recorded = try await store.auditRecords(from: 2, limit: .max)
        let expected = (0..<200).filter { $0 % 3 != 0 }.map { AuditRecord.sample("\($0)").serialised() }
        #expect(recorded.count == expected.count && Set(recorded) == Set(expected))
    }

    @Test func `a cancelled caller learns what happened, and its record is there once`() async throws {
        let store = GatedStore()
        let recorder = UseRecorder(store: store)
        let tasks = (0..<3).map { number in Task { try await recorder.record(.sample("\(number)")) } }
        while recorder.waitingCount + store.enteredCount < 3 { await Task.yield() }
        for task in tasks { task.cancel() }
        store.open()
        for task in tasks { try await task.value }
        #expect(store.batches.joined().flatMap(\.records).map(\.requestID).sorted() == ["0", "1", "2"])
    }

    @Test func `a failed transaction fails all of its uses, and the next one is tried anew`() async throws {
        let store = InterposedKeyStore()
        let recorder = UseRecorder(store: store)
        store.failToRecord(.unavailable("the disk is full"))
        await #expect(throws: KeyStoreError.unavailable("the disk is full")) { try await recorder.record(.sample("a")) }
        store.failToRecord(nil)
        try await recorder.record(.sample("b"))
        #expect(try await store.auditRecords(from: 1, limit: 9) == [AuditRecord.sample("b").serialised()])
    }
}

extension KeyUse {
    /// A use of no key, told from others by its request ID.
    fileprivate static func sample(_ requestID: String) -> KeyUse { KeyUse(keys: [], records: [.sample(requestID)]) }
}

/// A store whose first write waits until the test opens it.
private final class GatedStore: KeyStore {
    private struct State {
        var isOpen = false
        var waiters: [CheckedContinuation<Void, Never>] = []
        var enteredCount = 0
        var batches: [[KeyUse]] = []
    }

    private let state = Mutex(State())

    var batches: [[KeyUse]] { state.withLock(\.batches) }
    var enteredCount: Int { state.withLock(\.enteredCount) }

    func waitUntilWriting() async { while enteredCount == 0 { await Task.yield() } }

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func record(_ uses: [KeyUse]) async -> [Result<Void, KeyStoreError>] {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                state.enteredCount += uses.count
                state.batches.append(uses)
                if !state.isOpen { state.waiters.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
        return uses.map { _ in .success(()) }
    }

    func key(_ selector: KeySelector) async throws(KeyStoreError) -> CustomerMasterKey? { nil }
    func keys(_ query: KeyQuery) async throws(KeyStoreError) -> KeyPage { KeyPage(keys: [], totalCount: 0) }
    func keysDue(at now: UnixTime, limit: Int) async throws(KeyStoreError) -> [CustomerMasterKey] { [] }
    func secret(_ name: SecretName) async throws(KeyStoreError) -> WrappedSecret? { nil }
    func dataKey(_ selector: DataKeySelector) async throws(KeyStoreError) -> HostedDataKey? { nil }
    func dataKeys(_ query: DataKeyQuery) async throws(KeyStoreError) -> DataKeyPage {
        DataKeyPage(dataKeys: [], totalCount: 0)
    }
    func dataKeysDue(at now: UnixTime, limit: Int) async throws(KeyStoreError) -> [HostedDataKey] { [] }
    func statistics(at now: UnixTime) async throws(KeyStoreError) -> KeyStatistics {
        throw .unavailable("it only records")
    }
    func keyCount() async throws(KeyStoreError) -> Int { 0 }
    func commit(_ changes: [StoreChange]) async throws(KeyStoreError) { throw .unavailable("it only records") }
    func probe() async throws(KeyStoreError) {}
}
