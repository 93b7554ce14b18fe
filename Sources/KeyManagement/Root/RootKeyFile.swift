// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
internal import Glibc

/// The file that holds a root key: one line, mode 0600, owned by the service's user or root; or a systemd credential.
///
/// The check and the reading go through one descriptor, so that no file can be slipped in between them.
public struct RootKeyFile: Sendable {
    /// No root file is longer, in bytes.
    private static let byteCountLimit = 256

    /// Where the file is.
    public let path: String

    /// Names the file; nothing is touched yet.
    public init(path: String) { self.path = path }

    /// Reads the root key of `edition`.
    ///
    /// - Throws: ``RootKeyError``: a case for each reason.
    public func read(expecting edition: Edition) throws(RootKeyError) -> RootKey {
        try RootKey.parse(readText(), expecting: edition)
    }

    /// Writes a new file with mode 0600 and returns when the disk has it and its name. Never overwrites.
    ///
    /// - Throws: ``RootKeyError/alreadyExists(path:)``; ``RootKeyError/unwritable(path:reason:)``, and no file is left.
    public func create(_ key: borrowing RootKey) throws(RootKeyError) {
        do throws(FileDescriptor.Failure) {
            // O_EXCL: the name must be new, a dangling link included.
            let file = try FileDescriptor(path: path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
            do throws(FileDescriptor.Failure) {
                try file.setMode(0o600)
                try file.write(key.text())
                try file.synchronize()
                try FileDescriptor(path: folder, flags: O_RDONLY | O_DIRECTORY).synchronize()
            } catch {
                _ = unsafe unlink(path)
                throw error
            }
        } catch {
            throw error.code == EEXIST ? .alreadyExists(path: path) : .unwritable(path: path, reason: error.reason)
        }
    }

    private func readText() throws(RootKeyError) -> KeyMaterial {
        // O_NONBLOCK: a pipe of this name must not hold the start; a regular file does not mind.
        let file = try reading { () throws(FileDescriptor.Failure) in
            try FileDescriptor(path: path, flags: O_RDONLY | O_NONBLOCK)
        }
        let status = try reading { () throws(FileDescriptor.Failure) in try file.status() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: path) }
        guard status.st_uid == geteuid() || status.st_uid == 0 else { throw .foreignOwner(path: path) }
        guard status.st_mode & 0o077 == 0 || RootKeyFile.isSystemCredential(status) else {
            throw .permissionsTooWide(path: path)
        }
        guard (1...RootKeyFile.byteCountLimit).contains(Int(status.st_size)) else { throw .malformed }
        return try reading { () throws(FileDescriptor.Failure) in try file.read(byteCount: Int(status.st_size)) }
    }

    /// Whether the file stands as systemd (from 254 on) hands a credential to one user: root's, by an access control list.
    /// The group's bits are the list's mask then, and the group itself is root's.
    private static func isSystemCredential(_ status: stat) -> Bool {
        status.st_mode & 0o777 == 0o440 && status.st_uid == 0 && status.st_gid == 0
    }

    /// Says in this file's terms why the system refused.
    private func reading<Result: ~Copyable>(
        _ body: () throws(FileDescriptor.Failure) -> Result
    ) throws(RootKeyError) -> Result {
        do throws(FileDescriptor.Failure) {
            return try body()
        } catch {
            switch error.code {
            case ENOENT, ENOTDIR: throw .missing(path: path)
            case ELOOP: throw .notARegularFile(path: path)
            default: throw .unreadable(path: path, reason: error.reason)
            }
        }
    }

    /// The folder that holds the file. It ends in a dot: the folder's own name may be a link, the file's may not.
    private var folder: String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return path[...slash] + "."
    }
}
