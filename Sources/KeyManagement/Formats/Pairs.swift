// SPDX-License-Identifier: Apache-2.0

/// The canonical form of a map of strings: one map, one byte string.
///
/// For each entry, sorted by the UTF-8 bytes of the key: `u32 length ‖ key ‖ u32 length ‖ value`, lengths in bytes,
/// big-endian; no count, no padding; the empty map is the empty string. Keys are equal only when their bytes are: there
/// is no Unicode normalisation, which is why nothing here is a `String`.
package struct Pairs: Sendable, Equatable {
    /// One entry: key and value in UTF-8.
    package struct Entry: Sendable, Equatable {
        package let key: [UInt8]
        package let value: [UInt8]

        package init(key: [UInt8], value: [UInt8]) {
            self.key = key
            self.value = value
        }
    }

    /// The entries, sorted by key.
    package let entries: [Entry]
    /// The canonical bytes.
    package let bytes: [UInt8]

    /// The empty map.
    package static let empty = Pairs(sorted: [], bytes: [])

    /// The map of these entries, in any order.
    ///
    /// - Returns: nil when two keys have the same bytes.
    package init?(_ entries: [Entry]) {
        let sorted = entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0.key != $1.key }) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sorted.reduce(0) { $0 + 8 + $1.key.count + $1.value.count })
        for entry in sorted {
            for field in [entry.key, entry.value] {
                bytes += UInt32(field.count).bigEndianBytes
                bytes += field
            }
        }
        self.init(sorted: sorted, bytes: bytes)
    }

    /// Reads canonical bytes back.
    ///
    /// - Returns: nil for anything but the canonical form: keys out of order or twice, a length that goes past the end,
    ///   bytes that are not UTF-8.
    package init?(canonical bytes: [UInt8]) {
        var entries: [Entry] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let key = Pairs.takeField(from: &rest), let value = Pairs.takeField(from: &rest) else { return nil }
            if let last = entries.last, !last.key.lexicographicallyPrecedes(key) { return nil }
            entries.append(Entry(key: key, value: value))
        }
        self.init(sorted: entries, bytes: bytes)
    }

    /// The value of `key`, compared as bytes.
    package subscript(key: String) -> [UInt8]? {
        entries.first { $0.key.elementsEqual(key.utf8) }?.value
    }

    private init(sorted entries: [Entry], bytes: [UInt8]) {
        self.entries = entries
        self.bytes = bytes
    }

    private static func takeField(from rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard rest.count >= 4 else { return nil }
        let byteCount = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(4)
        guard rest.count >= byteCount else { return nil }
        let field = Array(rest.prefix(byteCount))
        rest = rest.dropFirst(byteCount)
        return String(validating: field, as: UTF8.self) == nil ? nil : field
    }
}

extension Pairs: ExpressibleByDictionaryLiteral {
    /// A map with fixed keys, such as a row's; two equal keys are a mistake of the programmer and end the process.
    package init(dictionaryLiteral elements: (String, String)...) {
        guard let pairs = Pairs(elements.map { Entry(key: Array($0.0.utf8), value: Array($0.1.utf8)) }) else {
            preconditionFailure("two equal keys in a literal")
        }
        self = pairs
    }
}
