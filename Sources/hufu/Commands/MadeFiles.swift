// SPDX-License-Identifier: Apache-2.0
import Console
import Foundation

/// Makes folders and files that must be new, and takes them away when the whole fails or a signal ends the process.
///
/// Ends with ``keep()`` or ``remove()``.
struct MadeFiles {
    /// In the order of making. Folders made here hold only what was made after them.
    private var paths: [String] = []

    /// Makes a folder, mode 0700; its parent must be there.
    ///
    /// - Throws: ``CommandFailure`` when it is there, or cannot be made.
    mutating func makeFolder(_ path: String) throws(CommandFailure) {
        try UnfinishedFiles.add(path) { () throws(CommandFailure) in
            guard unsafe mkdir(path, 0o700) == 0 else { throw .writing(path, .latest) }
        }
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
        try UnfinishedFiles.add(path) { () throws(CommandFailure) in
            do {
                try data.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
            } catch {
                let failure = SystemFailure(foundation: error)
                // On a full disk a part of the file is there.
                if failure.code != EEXIST { try? FileManager.default.removeItem(atPath: path) }
                throw .writing(path, failure)
            }
        }
        paths.append(path)
    }

    /// Leaves everything where it is: the whole is made.
    func keep() { UnfinishedFiles.settle(paths) {} }

    /// Takes everything away that was made here, the newest first. A folder goes with all that is in it.
    func remove() {
        UnfinishedFiles.settle(paths) {
            for path in paths.reversed() { try? FileManager.default.removeItem(atPath: path) }
        }
    }
}
