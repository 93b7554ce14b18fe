// SPDX-License-Identifier: Apache-2.0

/// Reads JSON (RFC 8259) strictly: one value, in UTF-8, no name twice in an object, within limits of depth and number.
///
/// Foundation's reader gives no lines, lets names occur twice and holds each value in a box of its own; who wrote the text
/// wants to hear the line, and a hostile one must not fill the memory (docs/decisions/0010).
package struct JSONReader {
    /// How deep arrays and objects may lie in each other.
    package static let deepest = 64
    /// How many values one text may hold.
    package static let mostValues = 2_000_000

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var valueCount = 0

    /// The one value that the text holds.
    ///
    /// - Throws: ``JSONError`` with the line.
    package static func value(of bytes: [UInt8]) throws(JSONError) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.index == reader.bytes.count else { throw reader.failure("text behind the end of the JSON value") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func failure(_ reason: String) -> JSONError { JSONError(line: line, reason: reason) }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        skipBlanks()
        guard depth <= Self.deepest else { throw failure("nested deeper than \(Self.deepest)") }
        valueCount += 1
        guard valueCount <= Self.mostValues else { throw failure("more than \(Self.mostValues) values") }
        let start = line
        return JSONValue(line: start, try content(depth: depth))
    }

    private mutating func content(depth: Int) throws(JSONError) -> JSONValue.Content {
        switch next {
        case UInt8(ascii: "{"): .object(try members(depth: depth))
        case UInt8(ascii: "["): .array(try elements(depth: depth))
        case UInt8(ascii: "\""): .string(try string())
        case UInt8(ascii: "t"): try word("true", .boolean(true))
        case UInt8(ascii: "f"): try word("false", .boolean(false))
        case UInt8(ascii: "n"): try word("null", .null)
        case .some: .number(try number())
        case nil: throw failure("the JSON text ends too early")
        }
    }

    private mutating func members(depth: Int) throws(JSONError) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        var names = NameList()
        index += 1
        skipBlanks()
        if take(UInt8(ascii: "}")) { return [] }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw failure("a member's name is missing") }
            let name = try string()
            guard names.insert(name) else { throw failure("the field '\(name)' occurs twice") }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw failure("no colon behind the name '\(name)'") }
            members.append(JSONValue.Member(name, try value(depth: depth + 1)))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw failure("an object does not end") }
        return members
    }

    private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
        var elements: [JSONValue] = []
        index += 1
        skipBlanks()
        if take(UInt8(ascii: "]")) { return [] }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw failure("an array does not end") }
        return elements
    }

    private mutating func word(
        _ word: StaticString, _ content: JSONValue.Content
    ) throws(JSONError) -> JSONValue.Content {
        guard bytes[index...].starts(with: word.description.utf8) else { throw failure("no JSON value") }
        index += word.utf8CodeUnitCount
        return content
    }

    /// RFC 8259 §6: an integer without leading zeros, perhaps a fraction, perhaps an exponent.
    private mutating func number() throws(JSONError) -> String {
        let start = index
        _ = take(UInt8(ascii: "-"))
        let isZero = next == UInt8(ascii: "0")
        let digitCount = skipDigits()
        var isWhole = digitCount > 0 && (!isZero || digitCount == 1)
        if isWhole, take(UInt8(ascii: ".")) { isWhole = skipDigits() > 0 }
        if isWhole, take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            isWhole = skipDigits() > 0
        }
        guard isWhole else { throw failure("no JSON value") }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
        return index - start
    }

    /// RFC 8259 §7: escapes resolved, control characters refused.
    private mutating func string() throws(JSONError) -> String {
        index += 1
        var text: [UInt8] = []
        var start = index
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                defer { index += 1 }
                return try text.isEmpty ? self.text(bytes[start..<index]) : self.text(text + bytes[start..<index])
            case UInt8(ascii: "\\"):
                text += bytes[start..<index]
                index += 1
                try escape(into: &text)
                start = index
            case 0..<0x20: throw failure("a control character in a string")
            default: index += 1
            }
        }
        throw failure("a string does not end")
    }

    private func text(_ bytes: some Sequence<UInt8>) throws(JSONError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw failure("a string is not UTF-8") }
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = next else { throw failure("a string does not end") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            let unit = try codeUnit()
            var units = [unit]
            if UTF16.isLeadSurrogate(unit) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw failure("half a surrogate pair") }
                units.append(try codeUnit())
            }
            guard let character = String(validating: units, as: UTF16.self) else {
                throw failure("half a surrogate pair")
            }
            text += Array(character.utf8)
        default: throw failure("an unknown escape in a string")
        }
    }

    private mutating func codeUnit() throws(JSONError) -> UInt16 {
        let digits = bytes[index...].prefix(4)
        guard digits.count == 4, let unit = UInt16(hexadecimal: digits) else {
            throw failure("an escape is not four hexadecimal digits")
        }
        index += 4
        return unit
    }

    private mutating func skipBlanks() {
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: return
            }
            index += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }
}

/// The names of one object so far; a few are compared one by one, which is faster than hashing them.
private struct NameList {
    private static let fewLimit = 16

    private var few: [String] = []
    private var many: Set<String> = []

    /// Takes a name; false when it is here already.
    mutating func insert(_ name: String) -> Bool {
        guard many.isEmpty else { return many.insert(name).inserted }
        guard !few.contains(name) else { return false }
        few.append(name)
        if few.count > NameList.fewLimit { many = Set(few) }
        return true
    }
}

extension UInt16 {
    /// The number of up to four hexadecimal digits; nil for anything else, a sign too.
    fileprivate init?(hexadecimal digits: some Sequence<UInt8>) {
        self = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): self = self << 4 | UInt16(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): self = self << 4 | UInt16(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): self = self << 4 | UInt16(digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
    }
}
