// SPDX-License-Identifier: Apache-2.0

/// How a command ends. The numbers are those of sysexits.h.
package enum ExitStatus: Int32 {
    /// Done.
    case success = 0
    /// The command line or the configuration is wrong.
    case usage = 64
    /// The input is wrong: damaged, of another edition, too long.
    case badData = 65
    /// There is no such key or file.
    case notFound = 66
    /// Something failed that should not: the engine, the store, the disk.
    case internalError = 70
    /// A rule forbids it: the key's state, other material, a module that is required and absent.
    case refused = 77
    /// Stopped by Ctrl-C.
    case interrupted = 130
}
