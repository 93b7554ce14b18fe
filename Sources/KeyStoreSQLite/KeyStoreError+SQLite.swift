// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import KeyManagement

extension KeyStoreError {
    /// The store's own reason for what GRDB, SQLite or a row's reader threw. Holds no statement and no value.
    init(reporting error: any Error) {
        switch error {
        case let error as KeyStoreError: self = error
        case let error as DatabaseError: self = KeyStoreError(reporting: error)
        case is CancellationError: self = .unavailable("the task that asked was cancelled")
        default: self = .unavailable("the database library failed")
        }
    }

    private init(reporting error: DatabaseError) {
        self =
            switch error.resultCode {
            case .SQLITE_FULL: .unavailable("the disk is full. Free space where the store is, then try again")
            case .SQLITE_IOERR:
                .unavailable(
                    "reading or writing the disk failed (\(error.extendedResultCode.rawValue)). Check the disk and its space"
                )
            case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
                .unavailable("the store's file or folder is not writable. Let the user that runs hufu own both")
            case .SQLITE_CANTOPEN:
                .unavailable("the store's file cannot be opened. Check that it and its folder are there and writable")
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                .unavailable("another process keeps the store locked. Find out which, or try again")
            case .SQLITE_NOMEM: .unavailable("there is no memory left for the database")
            case .SQLITE_CORRUPT: .damaged("its pages contradict each other")
            case .SQLITE_NOTADB: .damaged("its file is no SQLite database any more")
            default: .unavailable("SQLite answered \(error.extendedResultCode.rawValue)")
            }
    }
}
