// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Testing

@Suite struct CompactJSONTests {
    @Test func `what was read is written without blanks, members in their order`() throws {
        let text = #" { "b" : [ 1 , -2.5e3 , true , false , null ] , "a" : { } } "#
        let value = try JSONReader.value(of: Array(text.utf8))
        #expect(String(decoding: value.compactBytes, as: UTF8.self) == #"{"b":[1,-2.5e3,true,false,null],"a":{}}"#)
    }

    @Test func `every byte of ASCII, and text beyond it, comes back`() throws {
        let text = String(decoding: (0...127).map(UInt8.init), as: UTF8.self) + "甲𠮷é"
        let bytes = JSONValue.string(text).compactBytes
        #expect(!bytes.contains { $0 < 0x20 })
        guard case .string(let read) = try JSONReader.value(of: bytes).content else {
            Issue.record("no string")
            return
        }
        #expect(Array(read.utf8) == Array(text.utf8))
    }

    @Test func `control characters are escaped as RFC 8259 §7 has it`() {
        let bytes = JSONValue.string("\u{0}\u{1F}\n\t\r\"\\").compactBytes
        #expect(String(decoding: bytes, as: UTF8.self) == #""\u0000\u001f\n\t\r\"\\""#)
    }
}

@Suite struct JSONReaderTests {
    @Test(arguments: [
        ("", 1), ("{", 1), ("{\"a\":1,\"a\":2}", 1), ("\n\n[1,]", 3), ("01", 1), ("\"\\ud800\"", 1), ("\"\\u12g4\"", 1),
        ("tru", 1), ("{\"a\" 1}", 1), ("[1] 2", 1), ("\"a\u{1}\"", 1),
    ])
    func `what is no JSON is refused with its line`(text: String, line: Int) {
        let error = #expect(throws: JSONError.self) { try JSONReader.value(of: Array(text.utf8)) }
        #expect(error?.line == line)
    }

    @Test func `bytes that are not UTF-8 are refused, escapes among sound text are resolved`() throws {
        #expect(throws: JSONError.self) { try JSONReader.value(of: [0x22, 0xC3, 0x28, 0x22]) }
        guard case .string(let text) = try JSONReader.value(of: Array(#""a\u7532\ud842\udfb7b\/\"""#.utf8)).content
        else {
            Issue.record("no string")
            return
        }
        #expect(text == "a甲𠮷b/\"")
    }

    @Test(arguments: [(2, 0), (16, 0), (17, 15), (40, 0), (40, 16), (40, 39)])
    func `a name occurs once in an object, wherever it stands`(count: Int, place: Int) throws {
        let members = (0..<count).map { #""name \#($0)":\#($0)"# }
        let value = try JSONReader.value(of: Array("{\(members.joined(separator: ","))}".utf8))
        guard case .number(let digits) = value["name \(place)"]?.content else {
            Issue.record("no number")
            return
        }
        #expect(digits == "\(place)")
        let twice = Array("{\((members + [#""name \#(place)":0"#]).joined(separator: ","))}".utf8)
        #expect(throws: JSONError.self) { try JSONReader.value(of: twice) }
    }

    @Test func `nesting has an end`() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(throws: JSONError.self) { try JSONReader.value(of: Array(deep.utf8)) }
    }
}
