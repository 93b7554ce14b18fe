// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import Synchronization

/// Files and folders that exist while a command works and must be gone when a signal ends it.
///
/// SIGINT, SIGTERM and SIGHUP remove them and end the process with 128 + the signal's number: 130 after Ctrl-C. That
/// works in the middle of a blocked read, too, because the signals are taken by a thread of their own. Safe to use from
/// several threads.
package enum UnfinishedFiles {
    private static let paths = Mutex<Set<String>>([])

    /// Adds a file or folder of a name that nothing else has, before it is made.
    package static func add(_ path: String) { add(path) {} }

    /// Makes a file or folder by `make` and adds it, so that no signal comes between; adds nothing when `make` throws.
    package static func add<Failure: Error>(_ path: String, by make: () throws(Failure) -> Void) throws(Failure) {
        takeSignals()
        try paths.withLock { paths throws(Failure) in
            try make()
            paths.insert(path)
        }
    }

    /// From now on the signals end the process as described, and a file that meets the process's size limit ends with an
    /// error in place of SIGXFSZ.
    package static func takeSignals() { _ = areSignalsTaken }

    /// From now on the signals end nothing here: whoever serves takes them and ends in order. Nothing may be unfinished.
    package static func leaveSignals() { areSignalsLeft.store(true, ordering: .relaxed) }

    private static let areSignalsLeft = Atomic(false)

    /// Carries out what ends the unfinished state, a renaming or a removal, so that no signal comes between.
    package static func settle<Failure: Error>(_ path: String, by action: () throws(Failure) -> Void) throws(Failure) {
        try settle([path], by: action)
    }

    /// The same for all of them at once.
    package static func settle<Failure: Error>(
        _ settled: [String], by action: () throws(Failure) -> Void
    ) throws(Failure) {
        try paths.withLock { paths throws(Failure) in
            try action()
            paths.subtract(settled)
        }
    }

    /// Done once, by ``takeSignals()``.
    private static let areSignalsTaken: Bool = {
        signal(SIGXFSZ, SIG_IGN)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            // A background job of a shell ignores SIGINT, one under nohup SIGHUP: so does the command then.
            guard unsafe sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            // The handler keeps the source alive for as long as the process lives.
            source.setEventHandler {
                withExtendedLifetime(source) { if !areSignalsLeft.load(ordering: .relaxed) { end(by: number) } }
            }
            source.resume()
        }
        return true
    }()

    private static func isIgnored(_ action: sigaction) -> Bool {
        let handlers = unsafe (action.__sigaction_handler.sa_handler, SIG_IGN)
        return unsafe unsafeBitCast(handlers.0, to: Int.self) == unsafeBitCast(handlers.1, to: Int.self)
    }

    private static func end(by number: CInt) {
        paths.withLock { paths in
            // Whoever is still writing into a folder may put a file there while it is emptied: so twice.
            for path in Array(paths) + Array(paths) { try? FileManager.default.removeItem(atPath: path) }
            _exit(128 + number)
        }
    }
}
