// SPDX-License-Identifier: Apache-2.0
import GRDB
import KeyManagement
import Testing

@testable import KeyStoreSQLite

@Suite struct KeyStoreErrorTests {
    @Test(arguments: [
        (ResultCode.SQLITE_FULL, "the disk is full"),
        (.SQLITE_IOERR_FSYNC, "reading or writing the disk failed (1034)"),
        (.SQLITE_IOERR, "Check the disk"), (.SQLITE_READONLY, "not writable"),
        (.SQLITE_READONLY_DBMOVED, "not writable"),
        (.SQLITE_PERM, "not writable"), (.SQLITE_CANTOPEN, "cannot be opened"), (.SQLITE_BUSY, "locked"),
        (.SQLITE_BUSY_SNAPSHOT, "locked"), (.SQLITE_NOMEM, "no memory"), (.SQLITE_MISUSE, "SQLite answered 21"),
    ])
    func `what SQLite cannot do is unavailable, with a reason`(code: ResultCode, words: String) {
        let error = KeyStoreError(reporting: DatabaseError(resultCode: code, message: "secret", sql: "SELECT 'secret'"))
        guard case .unavailable(let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(reason.contains(words))
        #expect(!error.description.contains("secret"))
    }

    @Test(arguments: [ResultCode.SQLITE_CORRUPT, .SQLITE_CORRUPT_INDEX, .SQLITE_NOTADB])
    func `what SQLite finds broken is damaged`(code: ResultCode) {
        guard case .damaged = KeyStoreError(reporting: DatabaseError(resultCode: code)) else {
            Issue.record("\(code)")
            return
        }
    }

    @Test func `the store's own errors pass unchanged, a cancelled read is unavailable`() {
        for error in [KeyStoreError.revisionConflict, .aliasTaken, .damaged("x")] {
            #expect(KeyStoreError(reporting: error) == error)
        }
        #expect(KeyStoreError(reporting: CancellationError()) == .unavailable("the task that asked was cancelled"))
    }
}
