// SPDX-License-Identifier: Apache-2.0

/// Strings that are bound to a sealed message and not stored in it: who opens the message must pass the same ones.
///
/// A map of keys to values, at most 1024 Unicode scalars as JSON text. Only the map counts, not its order or spelling.
/// Keys and values are compared as UTF-8 bytes, without Unicode normalisation; empty ones and U+0000 are allowed.
public struct EncryptionContext: Sendable, Equatable {
    /// How many Unicode scalars the JSON text may have.
    public static let scalarCountLimit = 1024

    /// The empty context: the same as none, the empty text and `{}`.
    public static let empty = EncryptionContext(pairs: .empty)

    /// The canonical form, which is what gets bound.
    package let pairs: Pairs

    /// Whether there is no key.
    public var isEmpty: Bool { pairs.entries.isEmpty }

    /// Reads JSON text: a flat object with string values, or the empty text.
    ///
    /// - Throws: ``ContextError``: a case for each refusal.
    public init(json text: String) throws(ContextError) {
        try self.init(json: Array(text.utf8))
    }

    /// Reads JSON text in UTF-8, as it was received.
    ///
    /// - Throws: ``ContextError``: a case for each refusal.
    public init(json text: [UInt8]) throws(ContextError) {
        try self.init(entries: ContextParser.entries(of: text))
    }

    /// The context of these keys and values, in any order.
    ///
    /// The limit is the same: their JSON text without white space, with only those characters escaped that must be, may
    /// have 1024 Unicode scalars.
    ///
    /// - Throws: ``ContextError/tooLong``; ``ContextError/duplicateKey``.
    public init(_ pairs: some Sequence<(key: String, value: String)>) throws(ContextError) {
        let entries = pairs.map { Pairs.Entry(key: Array($0.key.utf8), value: Array($0.value.utf8)) }
        guard EncryptionContext.compactScalarCount(of: entries) <= EncryptionContext.scalarCountLimit else {
            throw .tooLong
        }
        try self.init(entries: entries)
    }

    private init(entries: [Pairs.Entry]) throws(ContextError) {
        guard let pairs = Pairs(entries) else { throw .duplicateKey }
        self.pairs = pairs
    }

    private init(pairs: Pairs) { self.pairs = pairs }

    /// Unicode scalars of `{"key":"value",…}`.
    private static func compactScalarCount(of entries: [Pairs.Entry]) -> Int {
        let separatorCount = max(0, entries.count - 1)
        return entries.reduce(2 + separatorCount) { count, entry in
            count + quotedScalarCount(of: entry.key) + 1 + quotedScalarCount(of: entry.value)
        }
    }

    /// Unicode scalars of a string in quotation marks, escaped as RFC 8259 §7 demands.
    private static func quotedScalarCount(of text: [UInt8]) -> Int {
        text.reduce(2) { count, byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x08, 0x09, 0x0A, 0x0C, 0x0D: count + 2
            case 0x00..<0x20: count + 6
            case 0x80..<0xC0: count
            default: count + 1
            }
        }
    }
}

extension EncryptionContext: CustomStringConvertible {
    /// The number of keys; keys and values stay out of logs.
    public var description: String { "encryption context with \(pairs.entries.count) keys" }
}

extension EncryptionContext: CustomReflectable {
    /// Shows the number of keys only.
    public var customMirror: Mirror { Mirror(self, children: ["keyCount": pairs.entries.count]) }
}
