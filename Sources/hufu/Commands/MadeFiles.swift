// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Makes folders and files that must be new, and knows them, to take them away when the whole fails.
struct MadeFiles {
    /// In the order of making. Folders made here hold only what was made after them.
    private var paths: [String] = []

    /// Makes a folder, mode 0700; its parent must be there.
    ///
    /// - Throws: ``CommandFailure`` when it is there, or cannot be made.
    mutating func makeFolder(_ path: String) throws(CommandFailure) {
        guard unsafe mkdir(path, 0o700) == 0 else { throw MadeFiles.failure(path, .latest) }
        paths.append(path)
    }

    /// Makes a folder and those above it that are missing; leaves those that are there.
    ///
    /// - Throws: ``CommandFailure`` when one cannot be made.
    mutating func makeFolders(to path: String) throws(CommandFailure) {
        var missing: [String] = []
        var folder = URL(fileURLWithPath: path).path
        while folder != "/", !FileManager.default.fileExists(atPath: folder) {
            missing.append(folder)
            folder = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        }
        for folder in missing.reversed() { try makeFolder(folder) }
    }

    /// Writes a new file, mode 0644 less the process's mask.
    ///
    /// - Throws: ``CommandFailure`` when it is there, or cannot be written.
    mutating func write(_ data: Data, to path: String) throws(CommandFailure) {
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch {
            throw MadeFiles.failure(path, SystemFailure(foundation: error))
        }
        paths.append(path)
    }

    /// Takes everything away that was made here, the newest first. A folder goes with all that is in it.
    func remove() {
        for path in paths.reversed() { try? FileManager.default.removeItem(atPath: path) }
    }

    private static func failure(_ path: String, _ failure: SystemFailure) -> CommandFailure {
        CommandFailure(
            failure.code == EEXIST ? .refused : .internalError,
            "\(path) cannot be made: \(failure.reason). Check the folder and the disk; nothing was left behind.")
    }
}
