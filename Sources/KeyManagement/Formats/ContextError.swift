// SPDX-License-Identifier: Apache-2.0

/// Why an encryption context cannot be used, and what to do. Never holds a key or value of it.
@nonexhaustive public enum ContextError: Error, Equatable {
    /// More than 1024 Unicode scalars as JSON text.
    case tooLong
    /// The text begins with a byte order mark.
    case byteOrderMark
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// JSON of another kind than an object, or no JSON from the first character on.
    case notAnObject
    /// No JSON (RFC 8259) at this byte, counted from 0.
    case malformed(offset: Int)
    /// An object or array as a value.
    case nestedValue
    /// A number, `true`, `false` or `null` as a value.
    case valueNotString
    /// The same key twice, compared after unescaping, as bytes.
    case duplicateKey
    /// Half of a surrogate pair in a `\u` escape.
    case loneSurrogate
    /// Something after the object's closing brace.
    case trailingText
}

extension ContextError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String { "The encryption context cannot be used: \(reason)" }

    private var reason: String {
        switch self {
        case .tooLong:
            "as JSON text it has more than \(EncryptionContext.scalarCountLimit) characters. Shorten it."
        case .byteOrderMark:
            "it begins with a byte order mark. Save it as UTF-8 without one."
        case .invalidUTF8:
            "it is not UTF-8. Save it as UTF-8."
        case .notAnObject:
            "it is not a JSON object. Write it like {\"project\": \"tiger\"}."
        case .malformed(let offset):
            "it is not JSON at byte \(offset), counted from 0. Write it like {\"project\": \"tiger\"}."
        case .nestedValue:
            "a value is an object or an array. Use strings only."
        case .valueNotString:
            "a value is not a string. Put numbers, true, false and null into quotation marks."
        case .duplicateKey:
            "a key occurs twice. Give each key one value."
        case .loneSurrogate:
            "a \\u escape is half of a surrogate pair. Write both halves, or the character itself."
        case .trailingText:
            "something follows the closing brace. Pass one object only."
        }
    }
}
