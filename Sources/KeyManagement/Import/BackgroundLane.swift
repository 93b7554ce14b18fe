// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization

/// Runs jobs one after another on a thread of low priority, for computations that take a core for long.
///
/// Linux keeps a nice value per thread (setpriority(2), "C library/kernel differences"): the thread has a higher one, so
/// whoever answers requests gets most of the processor, and no thread of Swift's own pool is held. The thread lives while there are
/// jobs.
public final class BackgroundLane: Sendable {
    /// A job; told whether the lane was still open when its turn came.
    typealias Job = @Sendable (_ isOpen: Bool) -> Void

    private struct State {
        var jobs: [Job] = []
        var isRunning = false
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let jobLimit: Int
    private let state = Mutex(State())

    private let niceness: Int32

    /// A lane.
    ///
    /// - Parameters:
    ///   - jobLimit: how many jobs wait for their turn at most.
    ///   - niceness: the thread's nice value, 0 to 19. With 10 a busy machine leaves it a tenth of a core.
    public init(jobLimit: Int = 128, niceness: Int32 = 10) {
        self.jobLimit = jobLimit
        self.niceness = niceness
    }

    /// Runs a job when its turn comes. A caller that is cancelled meanwhile keeps its turn.
    ///
    /// - Throws: what `job` throws; ``KeyServiceError/importPairsExhausted`` when too many wait, or the lane is closed.
    package func run<Value: Sendable>(
        _ job: @escaping @Sendable () throws(KeyServiceError) -> Value
    ) async throws(KeyServiceError) -> Value {
        let outcome: Result<Value, KeyServiceError> = await withCheckedContinuation { continuation in
            let isTaken = enqueue { isOpen in
                guard isOpen else { return continuation.resume(returning: .failure(.importPairsExhausted)) }
                do throws(KeyServiceError) {
                    continuation.resume(returning: .success(try job()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
            if !isTaken { continuation.resume(returning: .failure(.importPairsExhausted)) }
        }
        return try outcome.get()
    }

    /// Takes no more jobs, tells those that wait so, and returns when the one that runs has ended.
    public func close() async {
        await withCheckedContinuation { continuation in
            let isRunning = state.withLock { state in
                state.isClosed = true
                if state.isRunning { state.closers.append(continuation) }
                return state.isRunning
            }
            if !isRunning { continuation.resume() }
        }
    }

    /// Lets a job wait for its turn.
    ///
    /// - Returns: false when it was not taken and is never called: too many wait, the lane is closed, or there is no thread.
    func enqueue(_ job: @escaping Job) -> Bool {
        state.withLock { state in
            guard !state.isClosed, state.jobs.count < jobLimit else { return false }
            guard state.isRunning || BackgroundLane.startThread(work) else { return false }
            state.isRunning = true
            state.jobs.append(job)
            return true
        }
    }

    private func work() {
        // Fails for nothing that matters here: who may run a thread may lower its priority.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
        while let (job, isOpen) = next() { job(isOpen) }
    }

    private func next() -> (Job, isOpen: Bool)? {
        state.withLock { state in
            if !state.jobs.isEmpty { return (state.jobs.removeFirst(), !state.isClosed) }
            state.isRunning = false
            for closer in state.closers { closer.resume() }
            state.closers = []
            return nil
        }
    }

    /// Starts a thread that nobody joins; false when the system has none to give.
    private static func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
        let body = unsafe Unmanaged.passRetained(ThreadBody(run: body))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { context in
                if let context = unsafe context {
                    unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
                }
                return nil
            }, body.toOpaque())
        guard code == 0 else {
            unsafe body.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}

/// What a thread is to do, as a pointer can carry it.
private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
}
