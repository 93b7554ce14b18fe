// SPDX-License-Identifier: Apache-2.0

/// Which actions a statement is about: `Encrypt`, `Describe*`, `*KeyRotation` or `*`.
///
/// At most 64 letters and digits, with at most one `*`, in front or at the end, for any text. Case counts.
public struct ActionPattern: Sendable, Hashable {
    /// The pattern as written.
    public let text: String
    private let form: Form

    private enum Form: Hashable {
        case any
        case exactly([UInt8])
        case prefix([UInt8])
        case suffix([UInt8])
    }

    /// Every action.
    public static let any = ActionPattern(text: "*", form: .any)

    /// Reads a pattern.
    ///
    /// - Throws: ``PolicyError`` saying what is wrong with it.
    public init(_ text: String) throws(PolicyError) {
        let characters = Array(text.utf8)
        let star = UInt8(ascii: "*")
        let letters = characters.filter { $0 != star }
        guard (1...ActionPattern.characterCountLimit).contains(characters.count) else {
            throw PolicyError("an action has 1 to \(ActionPattern.characterCountLimit) characters")
        }
        guard letters.allSatisfy(ActionPattern.isAllowed) else {
            throw PolicyError("the action '\(text)' has other characters than letters, digits and '*'")
        }
        switch (characters.first == star, characters.last == star, characters.count - letters.count) {
        case (_, _, 0): self.init(text: text, form: .exactly(letters))
        case (true, true, 1): self.init(text: text, form: .any)
        case (true, false, 1): self.init(text: text, form: .suffix(letters))
        case (false, true, 1): self.init(text: text, form: .prefix(letters))
        default: throw PolicyError("the action '\(text)' has a '*' in its middle or more than one")
        }
    }

    private init(text: String, form: Form) {
        self.text = text
        self.form = form
    }

    /// Whether the action is one of those meant, byte by byte. A call without an action matches `*` only.
    public func matches(_ action: String?) -> Bool {
        if case .any = form { return true }
        guard let action = action?.utf8 else { return false }
        return switch form {
        case .any: true
        case .exactly(let name): action.elementsEqual(name)
        case .prefix(let start): action.starts(with: start)
        case .suffix(let end): action.count >= end.count && action.suffix(end.count).elementsEqual(end)
        }
    }

    private static let characterCountLimit = 64

    private static func isAllowed(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
