// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import Synchronization

/// Empties the write-ahead log, where earlier images of erased secrets may stand.
final class LogEraser: Sendable {
    /// How long a writer that has erased something waits for readers to finish, in milliseconds.
    private static let patience = 100

    private let isPending = Mutex(false)

    /// Moves the log into the database and cuts it to no length, or does so after the next commit if a reader keeps it.
    ///
    /// Called by the writer outside of a transaction. The commit before it is durable whatever comes of this, so
    /// nothing is thrown.
    func erase(in database: Database) {
        let done: Bool
        do {
            try database.execute(sql: "PRAGMA busy_timeout = \(LogEraser.patience)")
            try database.checkpoint(.truncate)
            done = true
        } catch {
            done = false
        }
        let timeout = SQLiteKeyStore.busyTimeout / .milliseconds(1)
        try? database.execute(sql: "PRAGMA busy_timeout = \(Int(timeout))")
        isPending.withLock { $0 = !done }
    }

    /// Erases what an earlier call had to leave.
    func eraseIfPending(in database: Database) {
        if isPending.withLock({ $0 }) { erase(in: database) }
    }
}
