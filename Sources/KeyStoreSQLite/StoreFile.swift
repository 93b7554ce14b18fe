// SPDX-License-Identifier: Apache-2.0
internal import Glibc
internal import KeyManagement

/// The store as a file: its presence, its making and its modes. Its content is SQLite's.
///
/// A store that may be open in this process is never opened here: closing any descriptor of a file drops all POSIX locks
/// that the process holds on it, SQLite's included ("How To Corrupt An SQLite Database File", §2.2).
struct StoreFile {
    let path: String

    /// The refusal of a file that is something else.
    var foreign: KeyStoreError {
        .unfit(
            "'\(path)' is not a hufu key store, or its making was interrupted. Check store.path, or move the file away "
                + "and run `hufu init`")
    }

    /// Makes the empty file, readable and writable by its owner only, and its folders, by their owner only.
    ///
    /// SQLite gives the files that it puts beside it (`-wal`, `-shm`) the same mode.
    ///
    /// - Throws: `unfit` when something is there; `unavailable` when it cannot be made.
    func create() throws(KeyStoreError) {
        let folder = StoreFile.folder(of: path)
        try StoreFile.makeFolder(folder)
        let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            guard errno != EEXIST else {
                throw .unfit("there is something at '\(path)' already. Move it away, or name another store.path")
            }
            throw StoreFile.failure("make '\(path)'", errno)
        }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw StoreFile.failure("set the mode of '\(path)'", errno) }
        try StoreFile.synchronise(folder)
    }

    /// Removes a store that could not be finished.
    func discard() {
        for suffix in ["", "-wal", "-shm", "-journal"] { _ = unsafe unlink(path + suffix) }
    }

    /// Tells a missing store and a folder from a file.
    ///
    /// - Throws: `unfit` when there is no regular file; `unavailable` when that cannot be found out.
    func checkPresence() throws(KeyStoreError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            guard errno != ENOENT, errno != ENOTDIR else {
                throw .unfit("there is no key store at '\(path)'. Check store.path, or run `hufu init` to make one")
            }
            throw StoreFile.failure("look at '\(path)'", errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unfit("'\(path)' is not a file. Set store.path to the key store's file")
        }
        guard unsafe access(path, R_OK | W_OK) == 0 else { throw StoreFile.failure("read and write '\(path)'", errno) }
    }

    /// Makes a folder and those above it that are missing; leaves those that are there as they are.
    private static func makeFolder(_ folder: String) throws(KeyStoreError) {
        guard unsafe mkdir(folder, 0o700) != 0, errno != EEXIST else { return }
        guard errno == ENOENT, folder != StoreFile.folder(of: folder) else {
            throw failure("make the folder '\(folder)'", errno)
        }
        try makeFolder(StoreFile.folder(of: folder))
        guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw failure("make the folder '\(folder)'", errno)
        }
    }

    /// Brings a folder's entries to the disk: a durable file in a lost entry is lost.
    private static func synchronise(_ folder: String) throws(KeyStoreError) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open the folder '\(folder)'", errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("write the folder '\(folder)'", errno) }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func failure(_ attempt: String, _ code: CInt) -> KeyStoreError {
        let reason = unsafe String(cString: strerror(code))
        return .unavailable("hufu, as user \(geteuid()), cannot \(attempt): \(reason)")
    }
}
