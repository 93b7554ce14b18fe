// SPDX-License-Identifier: Apache-2.0

/// Which keys a statement is about: a key ID, `alias/PATTERN`, `tag/KEY=VALUE`, `tag/KEY=*`, or `*`.
///
/// In an alias pattern each `*` stands for any text, also none. `alias/*` means every key, but no action without a
/// key; `*` alone means those, too. In `tag/KEY=VALUE` the first `=` ends the key. Everything is compared byte by byte.
public struct KeyPattern: Sendable, Hashable {
    /// The pattern as written.
    public let text: String
    private let form: Form

    private enum Form: Hashable {
        case any
        case id(KeyID)
        /// The alias, cut at each `*`.
        case alias([[UInt8]])
        /// A nil value stands for any.
        case tag(key: [UInt8], value: [UInt8]?)
    }

    /// Every key, and what has no key.
    public static let any = KeyPattern(text: "*", form: .any)

    /// Reads a pattern.
    ///
    /// - Throws: ``PolicyError`` saying what is wrong with it.
    public init(_ text: String) throws(PolicyError) {
        if text == "*" {
            self = .any
        } else if text.hasPrefix("alias/") {
            self.init(text: text, form: .alias(try KeyPattern.alias(text.dropFirst("alias/".count))))
        } else if text.hasPrefix("tag/") {
            self.init(text: text, form: try KeyPattern.tag(text.dropFirst("tag/".count)))
        } else if let id = KeyID(text) {
            self.init(text: text, form: .id(id))
        } else {
            throw PolicyError(
                "'\(text)' names no keys: use a key ID (36 characters, lower case), alias/PATTERN, tag/KEY=VALUE or *")
        }
    }

    private init(text: String, form: Form) {
        self.text = text
        self.form = form
    }

    /// Whether the key is one of those meant. What has no key matches `*` only.
    public func matches(_ target: PolicyTarget?) -> Bool {
        guard let target else { return form == .any }
        return switch form {
        case .any: true
        case .id(let id): id == target.id
        case .alias(let parts): KeyPattern.matches(Array(target.alias.utf8), parts)
        case .tag(let key, let value):
            target.tags.contains { tag in
                tag.key.utf8.elementsEqual(key) && (value.map { tag.value.utf8.elementsEqual($0) } ?? true)
            }
        }
    }

    private static func alias(_ pattern: Substring) throws(PolicyError) -> [[UInt8]] {
        let characters = Array(pattern.utf8)
        guard (1...aliasCharacterCountLimit).contains(characters.count) else {
            throw PolicyError("an alias pattern has 1 to \(aliasCharacterCountLimit) characters")
        }
        guard characters.allSatisfy({ $0 == UInt8(ascii: "*") || NameRule.isAllowed($0) }) else {
            throw PolicyError("'alias/\(pattern)' has characters that no alias has, other than '*'")
        }
        return characters.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    private static func tag(_ pair: Substring) throws(PolicyError) -> Form {
        let characters = Array(pair.utf8)
        guard let mark = characters.firstIndex(of: UInt8(ascii: "=")), mark > 0 else {
            throw PolicyError("'tag/\(pair)' is not tag/KEY=VALUE; use tag/KEY=* for any value")
        }
        guard characters.count <= tagByteCountLimit else {
            throw PolicyError("a tag pattern has at most \(tagByteCountLimit) bytes")
        }
        let value = Array(characters[(mark + 1)...])
        return .tag(key: Array(characters[..<mark]), value: value == [UInt8(ascii: "*")] ? nil : value)
    }

    private static let aliasCharacterCountLimit = 128
    private static let tagByteCountLimit = 2048

    /// Whether the text is the parts in their order, with any text at each cut. Time grows with text × parts at most.
    private static func matches(_ text: [UInt8], _ parts: [[UInt8]]) -> Bool {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return text == parts.first }
        guard text.count >= first.count + last.count, text.starts(with: first), text.suffix(last.count) == last[...]
        else { return false }
        var rest = text[first.count..<(text.count - last.count)]
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
