// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// What concerns files, folders and disks.
extension Checkup {
    /// The root key's file is there, whole, and nobody else's.
    mutating func examineRootFile(_ settings: Settings) {
        guard let path = settings.rootPath else { return }
        do {
            let root = try RootKeyFile(path: path).read(expecting: settings.edition)
            pass("root key", "\(path): version \(root.version), readable by its owner only")
        } catch {
            return fail("root key", error)
        }
        let folder = Checkup.folder(of: path)
        if let status = Checkup.status(of: folder), status.st_mode & 0o022 != 0, status.st_mode & 0o1000 == 0 {
            warn("root key", "others may change the folder \(folder)", advice: "chmod go-w \(Shell.quoted(folder))")
        }
        if let store = settings.storePath, let rootStatus = Checkup.status(of: path),
            let storeStatus = Checkup.status(of: store), rootStatus.st_dev == storeStatus.st_dev
        {
            warn(
                "root key", "it lies on the same disk as the store: who takes the disk has both",
                advice: "In production move it (root.file), to another disk or the machine's secret store.")
        }
    }

    /// The store's folder can be written, and its disk has room.
    mutating func examineDisk(_ settings: Settings) {
        guard let path = settings.storePath else { return }
        let folder = Checkup.folder(of: path)
        guard unsafe access(folder, W_OK | X_OK) == 0 else {
            return fail(
                "store", "the folder \(folder) cannot be written: \(SystemFailure.latest.reason)",
                advice: "SQLite writes its log there. Let the user that runs hufu own the folder.")
        }
        if let status = Checkup.status(of: path), status.st_mode & 0o077 != 0 {
            warn("store", "others may read or change \(path)", advice: "chmod 600 \(Shell.quoted(path))")
        }
        var space = statvfs()
        guard unsafe statvfs(folder, &space) == 0 else { return fail("disk", SystemFailure.latest.reason) }
        let free = UInt64(space.f_bavail) * UInt64(space.f_frsize) / (1 << 20)
        switch free {
        case ..<16: fail("disk", "\(free) MiB are free for the store", advice: "Free space; changes will soon fail.")
        case ..<1024: warn("disk", "\(free) MiB are free for the store", advice: "Free space before it runs out.")
        default: pass("disk", "\(free / 1024) GiB are free for the store")
        }
    }

    private static func folder(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status : nil
    }
}
