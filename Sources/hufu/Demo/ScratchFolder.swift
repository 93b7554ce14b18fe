// SPDX-License-Identifier: Apache-2.0
import Console
import Foundation

/// A folder of mode 0700 for the demonstration, gone with everything in it at the end.
struct ScratchFolder {
    let path: String

    /// Makes it in the system's folder for temporary files.
    ///
    /// - Throws: ``CommandFailure``.
    static func make() throws(CommandFailure) -> ScratchFolder {
        let parent = FileManager.default.temporaryDirectory.path
        let path = "\(parent)/hufu-demo-\(String(UInt64.random(in: .min ... .max), radix: 16))"
        UnfinishedFiles.add(path)
        guard unsafe mkdir(path, 0o700) == 0 else {
            let reason = SystemFailure.latest.reason
            UnfinishedFiles.settle(path) {}
            throw CommandFailure(
                .internalError, "'\(path)' cannot be made: \(reason). Set TMPDIR to a folder that can be written.")
        }
        return ScratchFolder(path: path)
    }

    /// Makes a folder in it.
    ///
    /// - Throws: ``CommandFailure``.
    func makeFolder(_ name: String) throws(CommandFailure) -> String {
        let path = "\(path)/\(name)"
        guard unsafe mkdir(path, 0o700) == 0 else {
            throw CommandFailure(.internalError, "'\(path)' cannot be made: \(SystemFailure.latest.reason).")
        }
        return path
    }

    /// Removes it, or leaves it to the user.
    func end(keeping isKept: Bool) {
        UnfinishedFiles.settle(path) { if !isKept { try? FileManager.default.removeItem(atPath: path) } }
    }
}
