// SPDX-License-Identifier: Apache-2.0

/// The API's rule for names of keys and data keys: 1 to 60 of `A–Z a–z 0–9 - _`, a letter or digit first.
///
/// The prefix `kms-`, in any case, is reserved.
enum NameRule {
    /// What is wrong with a name, in words; nil when nothing is.
    static func objection(to text: String) -> String? {
        if let objection = formObjection(to: text) { return objection }
        return text.lowercased().hasPrefix("kms-") ? "the prefix 'kms-' is reserved" : nil
    }

    /// What is wrong with the length and the characters of a name; nil when nothing is. Credentials have this much of the
    /// rule.
    static func formObjection(to text: String) -> String? {
        let characters = Array(text.utf8)
        guard (1...60).contains(characters.count) else {
            return "it has \(characters.count) characters; 1 to 60 are allowed"
        }
        guard characters.allSatisfy(isAllowed) else {
            return "only letters A-Z a-z, digits, '-' and '_' are allowed"
        }
        guard let first = characters.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "_") else {
            return "the first character must be a letter or a digit"
        }
        return nil
    }

    /// Whether the character may stand in a name.
    static func isAllowed(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
