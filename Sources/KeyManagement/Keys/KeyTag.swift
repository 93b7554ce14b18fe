// SPDX-License-Identifier: Apache-2.0

/// A label that its owner puts on a key or a data key. Public; stored in clear.
public struct KeyTag: Sendable, Hashable, Codable {
    /// What kind of label: 1 to 127 characters (Unicode scalars), unique on its key, compared byte by byte.
    public let key: String
    /// The label: 0 to 255 characters.
    public let value: String

    /// A tag as it was given; ``check(_:)`` holds the rules.
    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }

    /// The most tags on one key.
    public static let countLimit = 50
    /// The longest tag key, in Unicode scalars.
    public static let keyCharacterLimit = 127
    /// The longest tag value, in Unicode scalars.
    public static let valueCharacterLimit = 255

    /// Checks the tags of one key: count, lengths, no control characters, no tag key twice.
    ///
    /// - Throws: ``KeyServiceError/tags(_:)``.
    static func check(_ tags: [KeyTag]) throws(KeyServiceError) {
        guard tags.count <= countLimit else { throw .tags(.tooMany(tags.count)) }
        var seen: Set<[UInt8]> = []
        for tag in tags {
            guard (1...keyCharacterLimit).contains(tag.key.unicodeScalars.count) else {
                throw .tags(.wrongKeyLength(characterCount: tag.key.unicodeScalars.count))
            }
            guard tag.value.unicodeScalars.count <= valueCharacterLimit else {
                throw .tags(.valueTooLong(characterCount: tag.value.unicodeScalars.count))
            }
            guard !(tag.key + tag.value).unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else { throw .tags(.controlCharacter) }
            guard seen.insert(Array(tag.key.utf8)).inserted else { throw .tags(.keysDuplicated(tag.key)) }
        }
    }
}

/// Chooses keys by one of their tags.
public struct TagFilter: Sendable, Hashable {
    /// The tag's key, compared byte by byte.
    public let key: String
    /// The values that are accepted; empty: any, as long as the tag is there.
    public let values: [String]

    /// A filter for a listing.
    public init(key: String, values: [String] = []) {
        self.key = key
        self.values = values
    }
}

/// Why tags were refused.
public enum TagError: Error, Sendable, Hashable {
    /// The same tag key twice on one key.
    case keysDuplicated(String)
    /// More than 50 tags on one key.
    case tooMany(Int)
    /// A tag key outside 1 to 127 characters.
    case wrongKeyLength(characterCount: Int)
    /// A tag value of more than 255 characters.
    case valueTooLong(characterCount: Int)
    /// A control character in a tag.
    case controlCharacter
}

extension TagError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .keysDuplicated(let key): "The tag key '\(key)' is given twice. Give each tag key once."
        case .tooMany(let count): "\(count) tags are given. At most \(KeyTag.countLimit) are allowed."
        case .wrongKeyLength(let count):
            "A tag key has \(count) characters. 1 to \(KeyTag.keyCharacterLimit) are allowed."
        case .valueTooLong(let count):
            "A tag value has \(count) characters. At most \(KeyTag.valueCharacterLimit) are allowed."
        case .controlCharacter: "A tag holds a control character. Leave it out."
        }
    }
}
