// SPDX-License-Identifier: Apache-2.0
import Foundation

extension CommandFailure {
    /// What to say, and how to end, when a file cannot be opened or read.
    package static func reading(_ path: String, _ failure: SystemFailure) -> CommandFailure {
        switch failure.code {
        case ENOENT, ENOTDIR:
            CommandFailure(.notFound, "There is no file '\(path)'. Check its name and folder.")
        case EACCES, EPERM:
            CommandFailure(.refused, "'\(path)' cannot be read: \(failure.reason). Check its mode and its folders'.")
        case EISDIR:
            CommandFailure(.usage, "'\(path)' is a folder. Name a file.")
        case EBADF:
            CommandFailure(.notFound, "'\(path)' is closed. Connect it, or name a file.")
        default:
            CommandFailure(
                .internalError,
                "'\(path)' cannot be read: \(failure.reason). Check the file and its disk; no output was left behind.")
        }
    }

    /// What to say, and how to end, when a file or folder cannot be made or written. Nothing unfinished may remain then.
    package static func writing(_ path: String, _ failure: SystemFailure) -> CommandFailure {
        switch failure.code {
        case ENOENT, ENOTDIR:
            CommandFailure(.notFound, "The folder of '\(path)' does not exist. Make it first, or name another.")
        case EEXIST:
            CommandFailure(.refused, "There is something at '\(path)' already, and it was left as it is. Name another.")
        case EACCES, EPERM, EROFS:
            CommandFailure(.refused, "'\(path)' cannot be written: \(failure.reason). Name another folder.")
        case ENOSPC, EDQUOT, EFBIG:
            CommandFailure(
                .internalError,
                "'\(path)' cannot be written: \(failure.reason). Nothing unfinished was left behind; free some space, or "
                    + "name another place.")
        case EPIPE:
            CommandFailure(
                .internalError,
                "Whoever reads '\(path)' ended before everything was written. Take what they read as incomplete.")
        case EBADF:
            CommandFailure(.notFound, "'\(path)' is closed. Connect it, or name a file with --out.")
        default:
            CommandFailure(
                .internalError,
                "'\(path)' cannot be written: \(failure.reason). Nothing unfinished was left behind; check the disk.")
        }
    }
}
