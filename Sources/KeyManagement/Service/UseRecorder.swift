// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Brings uses of keys to the store: a lone one at once, those that come meanwhile together in the next transaction.
///
/// One transaction runs at a time and takes all that wait, up to a limit; so the batches grow with the load, and nobody
/// waits for a timer. Shared by all tasks that use a store's keys.
final class UseRecorder: Sendable {
    private struct Waiter {
        let use: KeyUse
        let continuation: CheckedContinuation<Result<Void, KeyStoreError>, Never>
    }

    private struct State {
        var waiters: [Waiter] = []
        var isWriting = false
    }

    private let store: any KeyStore
    private let batchLimit: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - store: where the records go.
    ///   - batchLimit: how many uses one transaction takes at most.
    init(store: any KeyStore, batchLimit: Int = 512) {
        self.store = store
        self.batchLimit = batchLimit
    }

    /// How many uses wait for the next transaction.
    var waitingCount: Int { state.withLock { $0.waiters.count } }

    /// Returns once the use's records are durable. A caller that is cancelled meanwhile waits all the same: what is
    /// reported is what happened.
    ///
    /// - Throws: ``KeyStoreError/revisionConflict`` when a key changed since it was read; ``KeyStoreError/unavailable(_:)``
    ///   or ``KeyStoreError/damaged(_:)``. Nothing was recorded then, and the use must not be answered.
    func record(_ use: KeyUse) async throws(KeyStoreError) {
        let outcome: Result<Void, KeyStoreError> = await withCheckedContinuation { continuation in
            let isFirst = state.withLock { state in
                state.waiters.append(Waiter(use: use, continuation: continuation))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            // A task of its own: the caller's may be cancelled, and must not go on writing for others.
            if isFirst { Task { await writeAll() } }
        }
        try outcome.get()
    }

    /// Writes batch after batch until nobody waits.
    private func writeAll() async {
        while let batch = nextBatch() {
            let outcomes = await store.record(batch.map(\.use))
            precondition(outcomes.count == batch.count, "the store answers each use")
            for (waiter, outcome) in zip(batch, outcomes) { waiter.continuation.resume(returning: outcome) }
        }
    }

    private func nextBatch() -> [Waiter]? {
        state.withLock { state in
            guard !state.waiters.isEmpty else {
                state.isWriting = false
                return nil
            }
            guard state.waiters.count > batchLimit else {
                defer { state.waiters = [] }
                return state.waiters
            }
            let batch = Array(state.waiters.prefix(batchLimit))
            state.waiters.removeFirst(batchLimit)
            return batch
        }
    }
}
