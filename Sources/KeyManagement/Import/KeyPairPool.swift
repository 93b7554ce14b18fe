// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
import Synchronization

/// Wrapping pairs for imports, made ahead on a ``BackgroundLane``: RSA takes some 0.3 s of a core for each.
///
/// While pairs are ready a caller gets one at once, and the next is made. When none is ready callers wait in the order in
/// which they came; encryption goes on meanwhile. A pair is handed out once.
public final class KeyPairPool: Sendable {
    private typealias Outcome = Result<any ImportKeyPair, KeyServiceError>

    private struct State {
        var ready: [any ImportKeyPair] = []
        var waiters: [CheckedContinuation<Outcome, Never>] = []
        var orderedCount = 0
        var isClosed = false
    }

    /// The kind of pair it makes.
    public let spec: WrappingKeySpec
    /// Where asymmetric keys are made: somebody waits for each, so they do not queue behind the pool's own pairs.
    let keyLane = BackgroundLane(jobLimit: 32, niceness: 5)
    /// Where the pairs are made.
    let lane: BackgroundLane

    private let make: @Sendable () throws(CryptoError) -> any ImportKeyPair
    private let capacity: Int
    private let waiterLimit: Int
    private let state = Mutex(State())

    /// Begins to fill at once.
    ///
    /// - Parameters:
    ///   - edition: makes the pairs.
    ///   - capacity: how many are kept ready.
    ///   - waiterLimit: how many callers may wait when none is.
    public convenience init(edition: any CryptoEdition, capacity: Int = 4, waiterLimit: Int = 64) {
        self.init(.rsa2048, capacity: capacity, waiterLimit: waiterLimit) { () throws(CryptoError) in
            try edition.makeImportKeyPair(.rsa2048)
        }
    }

    /// A pool of pairs that `make` makes.
    package init(
        _ spec: WrappingKeySpec, capacity: Int, waiterLimit: Int,
        make: @escaping @Sendable () throws(CryptoError) -> any ImportKeyPair
    ) {
        self.spec = spec
        self.capacity = capacity
        self.waiterLimit = waiterLimit
        self.make = make
        lane = BackgroundLane(jobLimit: 2 * (capacity + waiterLimit))
        order()
    }

    /// How many pairs are ready.
    public var readyCount: Int { state.withLock { $0.ready.count } }

    /// How many callers wait.
    public var waitingCount: Int { state.withLock { $0.waiters.count } }

    /// A pair that nobody else has. A caller that is cancelled meanwhile keeps its turn.
    ///
    /// - Throws: ``KeyServiceError/importPairsExhausted`` when too many wait, or the pool is closed;
    ///   ``KeyServiceError/engine(_:)`` when making it failed.
    func pair() async throws(KeyServiceError) -> any ImportKeyPair {
        let outcome: Outcome = await withCheckedContinuation { continuation in
            let known: Outcome? = state.withLock { state in
                if let pair = state.ready.popLast() { return .success(pair) }
                guard !state.isClosed, state.waiters.count < waiterLimit else { return .failure(.importPairsExhausted) }
                state.waiters.append(continuation)
                return nil
            }
            order()
            if let known { continuation.resume(returning: known) }
        }
        return try outcome.get()
    }

    /// Drops what is ready, refuses who waits, and returns when the pair that is being made is done with.
    public func close() async {
        let waiters = state.withLock { state in
            state.isClosed = true
            state.ready = []
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: .failure(.importPairsExhausted)) }
        await lane.close()
        await keyLane.close()
    }

    /// Has as many pairs made as are missing.
    private func order() {
        let missingCount = state.withLock { state in
            guard !state.isClosed else { return 0 }
            let missingCount = max(0, capacity + state.waiters.count - state.ready.count - state.orderedCount)
            state.orderedCount += missingCount
            return missingCount
        }
        for _ in 0..<missingCount {
            if !lane.enqueue({ self.deliver($0 ? self.outcome() : .failure(.importPairsExhausted)) }) {
                deliver(.failure(.importPairsExhausted))
            }
        }
    }

    private func outcome() -> Outcome {
        do throws(CryptoError) { return .success(try make()) } catch { return .failure(.engine(error)) }
    }

    /// Hands what was ordered to who waits longest, or keeps it. A failure that nobody waits for is met by the next caller,
    /// whose order tries again.
    private func deliver(_ outcome: Outcome) {
        let waiter = state.withLock { state in
            state.orderedCount -= 1
            if !state.waiters.isEmpty { return Optional(state.waiters.removeFirst()) }
            if case .success(let pair) = outcome, !state.isClosed { state.ready.append(pair) }
            return nil
        }
        waiter?.resume(returning: outcome)
    }
}
