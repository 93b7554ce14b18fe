// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// Why a box (message, stored key or import token) does not open, and what to do. Never holds input bytes.
@nonexhaustive public enum FormatError: Error, Equatable {
    /// A text that is not `hufu.1.<edition>.` and Base64url without padding.
    case malformedText
    /// A text whose prefix names another edition or format than its bytes.
    case contradictoryText
    /// Fewer bytes than the shortest box has.
    case tooShort
    /// More bytes than the longest box has.
    case tooLong
    /// The first bytes are not those of a box.
    case notABox
    /// A box of another kind, such as an import token where a message is wanted.
    case otherKind
    /// A format version that this release does not know.
    case unknownFormat
    /// An edition byte or name that this release does not know.
    case unknownEdition
    /// A box that the other edition sealed.
    case otherEdition(found: Edition, expected: Edition)
    /// Altered bytes, another context or other key material: one reason for all. No plaintext was released.
    case doesNotOpen
    /// The cryptographic engine failed; this says nothing about the box.
    case engine(CryptoError)
}

extension FormatError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .malformedText:
            "This is not a hufu text. Pass the whole text, from 'hufu.1.' to its last character, without line breaks."
        case .contradictoryText:
            "The beginning of the text contradicts what follows it. Pass the text as it was handed out, unaltered."
        case .tooShort:
            "The sealed data is cut off: it has less than \(BoxFormat.overheadByteCount) bytes. Pass all of it."
        case .tooLong:
            "The sealed data is longer than hufu ever makes a message. To open a file, use `hufu decrypt FILE`."
        case .notABox:
            "This was not sealed by hufu. Check which file or field was passed."
        case .otherKind:
            "This was sealed by hufu for another use (message, stored key, import token). Check which one was passed."
        case .unknownFormat:
            "This was sealed in a format that this release does not know. Use the release that sealed it, or a newer one."
        case .unknownEdition:
            "This was sealed by an edition that this release does not know. Use the release that sealed it."
        case .otherEdition(let found, let expected):
            "This was sealed by the edition \(found); this is \(expected). Open it with a configuration that says "
                + "'edition: \(found)'."
        case .doesNotOpen:
            "The data or its encryption context was altered, or the key material is not the one that sealed it. "
                + "Pass the same data and context as at sealing; trying again does not help."
        case .engine(let error):
            error.description
        }
    }
}
