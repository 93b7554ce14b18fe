// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// Why a file cannot be sealed or opened, and what to do. Never holds bytes of it.
@nonexhaustive public enum FileFormatError: Error, Equatable {
    /// The first bytes are not those of a sealed file.
    case notASealedFile
    /// A format version that this release does not know.
    case unknownFormat
    /// An edition byte that this release does not know.
    case unknownEdition
    /// A file that the other edition sealed.
    case otherEdition(found: Edition, expected: Edition)
    /// A header that no release writes: lengths, chunk size, or a data key of another kind or edition.
    case malformedHeader
    /// The file ends within its header, within the shortest chunk, or where a chunk must follow.
    case truncated
    /// The header's commitment is to another data key or another header: altered bytes or another key, one reason.
    case headerDoesNotOpen
    /// The tag of this chunk, counted from 0, does not match: altered, moved, cut or extended bytes.
    case chunkDoesNotOpen(index: UInt64)
    /// The file needs more chunks than one file may have.
    case tooManyChunks(limit: UInt64)
    /// The caller cancelled.
    case cancelled
    /// The source failed.
    case unreadable(reason: String)
    /// The sink failed.
    case unwritable(reason: String)
    /// The cryptographic engine failed; this says nothing about the file.
    case engine(CryptoError)
}

extension FileFormatError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .notASealedFile:
            "This file was not sealed by hufu. Check which file was passed; it may already be in the clear."
        case .unknownFormat:
            "This file has a format that this release does not know. Use the release that sealed it, or a newer one."
        case .unknownEdition:
            "This file was sealed by an edition that this release does not know. Use the release that sealed it."
        case .otherEdition(let found, let expected):
            "This file was sealed by the edition \(found); this is \(expected). Open it with a configuration that says "
                + "'edition: \(found)'."
        case .malformedHeader:
            "The header of this file is damaged. Fetch the file again from where it was copied."
        case .truncated:
            "This file is cut off: its end is missing. Fetch the whole file again from where it was copied."
        case .headerDoesNotOpen:
            "The header of this file was altered, or its data key is another one. Fetch the file again."
        case .chunkDoesNotOpen(let index):
            "Chunk \(index) of this file, counted from 0, was altered, moved, cut or extended. Fetch the file again; "
                + "do not use what was written before it."
        case .tooManyChunks(let limit):
            "The file needs more than \(limit) chunks, the limit of one file. Split it."
        case .cancelled:
            "Cancelled. Discard what was written; the source is unchanged."
        case .unreadable(let reason):
            "The input cannot be read: \(reason). Discard what was written."
        case .unwritable(let reason):
            "The output cannot be written: \(reason). Discard what was written."
        case .engine(let error):
            error.description
        }
    }
}
