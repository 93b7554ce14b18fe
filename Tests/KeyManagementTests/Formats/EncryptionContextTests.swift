// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import KeyManagement

/// §2: a flat JSON object with string values, read strictly.
@Suite struct EncryptionContextTests {
    private typealias Row = (json: String, entries: KeyValuePairs<String, String>)

    @Test func `accepts every spelling of a flat object of strings`() throws {
        let rows: [Row] = [
            ("", [:]),
            ("{}", [:]),
            (" {\t} \r\n", [:]),
            (#"{"a":"b"}"#, ["a": "b"]),
            ("\n{ \"a\" : \"b\" ,\t\"c\":\"d\" }\n", ["a": "b", "c": "d"]),
            (#"{"":""}"#, ["": ""]),
            (#"{"a":"","":"b"}"#, ["a": "", "": "b"]),
            (#"{"k":"\u0000"}"#, ["k": "\0"]),
            (#"{"\u0061":"\"\\\/\b\f\n\r\t"}"#, ["a": "\"\\/\u{8}\u{C}\n\r\t"]),
            (#"{"\u7532":"\uD83D\uDC05"}"#, ["甲": "🐅"]),
            (#"{"\ud83d\udc05":"\u00e9"}"#, ["🐅": "\u{E9}"]),
            (#"{"甲":"乙","a":"\u{7F}"}"#.replacing(#"\u{7F}"#, with: "\u{7F}"), ["甲": "乙", "a": "\u{7F}"]),
            (#"{"a":"{\"b\":[]}"}"#, ["a": #"{"b":[]}"#]),
        ]
        for row in rows {
            let expected = try EncryptionContext(row.entries.map { (key: $0.key, value: $0.value) })
            #expect(try EncryptionContext(json: row.json) == expected, "\(row.json)")
            #expect(expected.isEmpty == row.entries.isEmpty)
        }
    }

    private static let refusals: [(json: String, error: ContextError)] = [
        (" ", .notAnObject), ("a", .notAnObject), ("[]", .notAnObject), (#""a""#, .notAnObject),
        ("null", .notAnObject), ("\0", .notAnObject),
        ("{", .malformed(offset: 1)), (#"{"a""#, .malformed(offset: 4)), (#"{"a":"#, .malformed(offset: 5)),
        (#"{"a":"b""#, .malformed(offset: 8)), (#"{"a":"b"#, .malformed(offset: 7)),
        (#"{"a":"b",}"#, .malformed(offset: 9)), (#"{,"a":"b"}"#, .malformed(offset: 1)),
        (#"{"a" "b"}"#, .malformed(offset: 5)), (#"{"a":"b" "c":"d"}"#, .malformed(offset: 9)),
        (#"{a:"b"}"#, .malformed(offset: 1)), (#"{'a':'b'}"#, .malformed(offset: 1)),
        (#"{"a":'b'}"#, .malformed(offset: 5)), (#"{"a":"\x"}"#, .malformed(offset: 7)),
        (#"{"a":"\u12"}"#, .malformed(offset: 10)), (#"{"a":"\u12G4"}"#, .malformed(offset: 10)),
        (#"{"a":"\U0061"}"#, .malformed(offset: 7)), ("{\"a\":\"\n\"}", .malformed(offset: 6)),
        ("{\"a\":\"\0\"}", .malformed(offset: 6)), ("{\"a\":\"\u{1F}\"}", .malformed(offset: 6)),
        ("{\u{A0}}", .malformed(offset: 1)), ("{/**/}", .malformed(offset: 1)),
        (#"{"a":{}}"#, .nestedValue), (#"{"a":{"b":"c"}}"#, .nestedValue), (#"{"a":["b"]}"#, .nestedValue),
        (#"{"a":1}"#, .valueNotString), (#"{"a":-1}"#, .valueNotString), (#"{"a":true}"#, .valueNotString),
        (#"{"a":false}"#, .valueNotString), (#"{"a":null}"#, .valueNotString),
        (#"{"a":"b","a":"b"}"#, .duplicateKey), (#"{"a":"1","\u0061":"2"}"#, .duplicateKey),
        (#"{"":"","":""}"#, .duplicateKey), (#"{"é":"","\u00e9":""}"#, .duplicateKey),
        (#"{"a":"\uD83D"}"#, .loneSurrogate), (#"{"a":"\uDC05"}"#, .loneSurrogate),
        (#"{"a":"\uD83Dx"}"#, .loneSurrogate), (#"{"a":"\uD83D\n"}"#, .loneSurrogate),
        (#"{"a":"\uD83D\uD83D"}"#, .loneSurrogate), (#"{"a":"\uDC05\uD83D"}"#, .loneSurrogate),
        (#"{"\uD800":""}"#, .loneSurrogate), (#"{"a":"\uD83D\u0061"}"#, .loneSurrogate),
        ("{}{}", .trailingText), ("{}x", .trailingText), ("{},", .trailingText), ("{}\0", .trailingText),
        ("\u{FEFF}{}", .byteOrderMark), ("\u{FEFF}", .byteOrderMark),
    ]

    @Test func `refuses everything else, each with its reason`() {
        for row in EncryptionContextTests.refusals {
            #expect(throws: row.error, "\(row.json)") { _ = try EncryptionContext(json: row.json) }
        }
    }

    @Test(arguments: [
        [0xFF], [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x22, 0x22, 0x7D],  // a continuation byte is missing
        [0x7B, 0x22, 0xC0, 0x80, 0x22, 0x3A, 0x22, 0x22, 0x7D],  // U+0000 in two bytes
        [0x7B, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x3A, 0x22, 0x22, 0x7D],  // a surrogate
    ])
    func `refuses what is not UTF-8`(bytes: [UInt8]) {
        #expect(throws: ContextError.invalidUTF8) { _ = try EncryptionContext(json: bytes) }
    }

    @Test(arguments: ["a", "甲", "🐅"])
    func `takes 1024 Unicode scalars as received and not one more`(character: String) throws {
        let longest = #"{"k":"\#(String(repeating: character, count: 1016))"}"#
        #expect(longest.unicodeScalars.count == 1024)
        #expect(try !EncryptionContext(json: longest).isEmpty)
        for spaces in [" ", String(repeating: " ", count: 9999)] {
            #expect(throws: ContextError.tooLong) { _ = try EncryptionContext(json: longest + spaces) }
        }
    }

    @Test(arguments: [("a", 1016), ("甲", 1016), ("🐅", 1016), ("\"", 508), ("\n", 508), ("\u{1}", 169), ("/", 1016)])
    func `keys and values have the same limit, on their compact JSON text`(character: String, count: Int) throws {
        let longest = [(key: "k", value: String(repeating: character, count: count))]
        #expect(try !EncryptionContext(longest).isEmpty)
        let longer = [(key: "k", value: String(repeating: character, count: count + 1))]
        #expect(throws: ContextError.tooLong) { _ = try EncryptionContext(longer) }
    }

    @Test func `entries are told apart by bytes`() throws {
        let composed = (key: "\u{E9}", value: "1")
        let decomposed = (key: "e\u{301}", value: "1")
        #expect(try EncryptionContext([composed, decomposed]).pairs.entries.count == 2)
        #expect(try EncryptionContext([composed]) != EncryptionContext([decomposed]))
        #expect(try EncryptionContext([composed, decomposed]) == EncryptionContext([decomposed, composed]))
        #expect(throws: ContextError.duplicateKey) { _ = try EncryptionContext([composed, composed]) }
        #expect(try EncryptionContext(["a": "b"]) == EncryptionContext(json: #"{"a":"b"}"#))
    }

    @Test func `shows neither keys nor values`() throws {
        let context = try EncryptionContext(["patient": "tiger"])
        var dumped = ""
        dump(context, to: &dumped)
        for text in ["\(context)", String(reflecting: context), dumped] {
            #expect(!text.contains("patient") && !text.contains("tiger"))
        }
    }
}
