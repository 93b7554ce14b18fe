// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import Synchronization

/// Empties the write-ahead log, where earlier images of erased secrets may stand.
final class LogEraser: Sendable {
    /// How long a change that erased something waits for readers to finish; a later one, in its place, does not wait.
    private static let patience = Duration.milliseconds(100)
    /// How often transactions that come by the hundred, each with an erasure still pending, try in its place.
    private static let interval = Duration.seconds(1)

    /// When an erasure that is still pending was tried last; nil when none is.
    private let lastAttempt = Mutex<ContinuousClock.Instant?>(nil)

    /// Moves the log into the database and cuts it to no length; a reader that still needs the log keeps it.
    ///
    /// Called by the writer outside of a transaction. The commit before it is durable whatever comes of this, so
    /// nothing is thrown.
    func erase(in database: Database) {
        empty(waiting: LogEraser.patience, in: database)
    }

    /// Erases what an earlier call had to leave.
    func eraseIfPending(in database: Database) {
        if lastAttempt.withLock({ $0 }) != nil { empty(waiting: .zero, in: database) }
    }

    /// The same at most once a second, so that it costs frequent transactions nothing.
    func eraseIfOverdue(in database: Database) {
        guard let last = lastAttempt.withLock({ $0 }), .now - last >= LogEraser.interval else { return }
        empty(waiting: .zero, in: database)
    }

    private func empty(waiting patience: Duration, in database: Database) {
        let isEmpty: Bool
        do {
            try LogEraser.setTimeout(patience, in: database)
            try database.checkpoint(.truncate)
            isEmpty = true
        } catch {
            isEmpty = false
        }
        try? LogEraser.setTimeout(SQLiteKeyStore.busyTimeout, in: database)
        lastAttempt.withLock { $0 = isEmpty ? nil : .now }
    }

    private static func setTimeout(_ timeout: Duration, in database: Database) throws {
        try database.execute(sql: "PRAGMA busy_timeout = \(Int(timeout / .milliseconds(1)))")
    }
}
