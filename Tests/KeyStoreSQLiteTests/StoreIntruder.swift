// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB

/// Somebody who gets at a store's file behind the store's back.
struct StoreIntruder {
    let path: String

    /// Runs statements on the file through a connection of its own.
    func run(_ sql: String) throws {
        try DatabaseQueue(path: path).writeWithoutTransaction { database in try database.execute(sql: sql) }
    }

    /// All bytes of the database and of its log.
    func bytes() throws -> [UInt8] {
        try [path, path + "-wal"].filter { FileManager.default.fileExists(atPath: $0) }
            .flatMap { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) }
    }

    /// Alters the database's bytes in place, its log emptied before: a log that is left would mend what was altered.
    func alter(_ change: (inout [UInt8]) -> Void) throws {
        try run("PRAGMA wal_checkpoint(TRUNCATE)")
        let url = URL(fileURLWithPath: path)
        var bytes = [UInt8](try Data(contentsOf: url))
        change(&bytes)
        try Data(bytes).write(to: url)
    }
}
