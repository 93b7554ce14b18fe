// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation

/// A second thread that waits for work, so that no start of a thread is measured. Used by one thread at a time.
final class ThreadPair: @unchecked Sendable {
    private let begin = DispatchSemaphore(value: 0)
    private let end = DispatchSemaphore(value: 0)
    // Written before `begin` is signalled or before `end` is, read after: the semaphores order both threads.
    private var work: (() throws -> Void)?
    private var failure: (any Error)?

    init() {
        let thread = Thread { [self] in
            while true {
                begin.wait()
                guard let work else { return }
                do { try work() } catch { failure = error }
                end.signal()
            }
        }
        thread.name = "second"
        thread.start()
    }

    /// Does `first` here and `second` there, at once, and waits for both.
    func run(_ first: () throws -> Void, _ second: @escaping () throws -> Void) throws {
        work = second
        failure = nil
        begin.signal()
        let mine = Result { try first() }
        end.wait()
        try mine.get()
        if let failure { throw failure }
    }

    /// Ends the second thread.
    func stop() {
        work = nil
        begin.signal()
    }
}

extension Contender {
    /// A contender on two threads, set up once for each.
    static func onTwoThreads(_ name: String, _ contender: Contender) -> Contender {
        Contender(name) { message in try pairRun(message) { try contender.prepare($0) } }
    }

    /// Splits the count between two threads, each with a message and a run of its own. The second thread's output is
    /// what is checked: the first one's is in the contest of one thread.
    static func pairRun(_ message: Message, prepare: (Message) throws -> Run) throws -> Run {
        let (first, second) = (try prepare(message), try prepare(Message(byteCount: message.byteCount)))
        let pair = PairOwner()
        return Run { count in
            let half = (count + 1) / 2
            try pair.threads.run({ try first.work(half) }, { try second.work(half) })
        } output: {
            try second.output()
        }
    }
}

/// Ends the pair's thread with the run that owns it; the thread itself keeps the pair alive.
private final class PairOwner {
    let threads = ThreadPair()

    deinit { threads.stop() }
}
