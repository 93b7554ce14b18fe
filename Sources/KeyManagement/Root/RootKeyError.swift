// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// Why a root key cannot be used or written, and what to do. Never holds bytes of it.
@nonexhaustive public enum RootKeyError: Error, Equatable {
    /// No file of this name.
    case missing(path: String)
    /// Something else than a regular file, such as a symbolic link or a folder.
    case notARegularFile(path: String)
    /// The file belongs to someone who is neither this process's user nor root.
    case foreignOwner(path: String)
    /// Group or others may read or change the file.
    case permissionsTooWide(path: String)
    /// The operating system refused to read the file.
    case unreadable(path: String, reason: String)
    /// A file of this name exists, and a root key is never overwritten.
    case alreadyExists(path: String)
    /// The operating system refused to write the file. Nothing of it remains.
    case unwritable(path: String, reason: String)
    /// The content is not one line `hufu.root.1.<edition>.` and Base64url.
    case malformed
    /// A key of another length than the edition's. Lengths in bytes.
    case wrongKeyLength(expected: Int, actual: Int)
    /// The root key of the other edition.
    case otherEdition(found: Edition, expected: Edition)
}

extension RootKeyError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .missing(let path):
            "There is no root key at \(path). Correct 'root.file' in the configuration, put the file back from its "
                + "backup, or make a new store with `hufu init`. Without its root key a store cannot be opened."
        case .notARegularFile(let path):
            "The root key \(path) is not a regular file. Name the file itself, not a link to it."
        case .foreignOwner(let path):
            "The root key \(path) belongs to another user, who could replace it. Run: chown \"$(id -u)\" '\(path)'"
        case .permissionsTooWide(let path):
            "Other users may read or change the root key \(path). Run: chmod 600 '\(path)'. If someone may have read "
                + "it, take the store for read: make a new one, and encrypt anew under new keys."
        case .unreadable(let path, let reason):
            "The root key \(path) cannot be read: \(reason). Check that this user may read the file and its folders."
        case .alreadyExists(let path):
            "There is a file at \(path) already. A root key is never overwritten; choose another path."
        case .unwritable(let path, let reason):
            "The root key \(path) cannot be written: \(reason). Nothing was left behind. Check the folder and the disk."
        case .malformed:
            "The root key file is damaged, or is another file. Put it back from its backup: one line that begins with "
                + "'hufu.root.1.'."
        case .wrongKeyLength(let expected, let actual):
            "The root key has \(actual) bytes; its edition takes \(expected). Put the file back from its backup."
        case .otherEdition(let found, let expected):
            "This is the root key of the edition \(found); the configuration says \(expected). Correct 'edition' or "
                + "'root.file'."
        }
    }
}
