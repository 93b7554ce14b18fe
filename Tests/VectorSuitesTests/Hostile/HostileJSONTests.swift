// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import VectorSuites

/// JSON that is sound by RFC 8259, or nearly, and made to exhaust its reader.
@Suite struct HostileJSONTests {
    private func refusal(of text: String) -> String? {
        do throws(VectorFileError) {
            _ = try VectorFile(name: "f", contents: Array(text.utf8)).json()
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func `values nested 10,000 deep are refused at the 65th level`(open: String, close: String) {
        let nested = { (depth: Int) in
            String(repeating: open, count: depth) + "0" + String(repeating: close, count: depth)
        }
        #expect(refusal(of: nested(64)) == nil)
        #expect(refusal(of: nested(65)) == "f, line 1: nested deeper than 64")
        #expect(refusal(of: nested(10_000)) == "f, line 1: nested deeper than 64")
        #expect(refusal(of: String(repeating: open, count: 10_000)) == "f, line 1: nested deeper than 64")
    }

    @Test func `more than two million values are refused`() {
        let zeros = String(repeating: "0,", count: 1_999_999)
        #expect(refusal(of: "[\(zeros)\n0]") == "f, line 2: more than 2000000 values")
    }

    @Test(arguments: [
        ("", "the JSON text ends too early"), ("[1,]", "no JSON value"), ("[1 2]", "an array does not end"),
        ("{\"a\":1,}", "a member's name is missing"), ("{a:1}", "a member's name is missing"),
        ("{\"a\" 1}", "no colon behind the name 'a'"), ("{\"a\":1,\"a\":2}", "the field 'a' occurs twice"),
        ("{\"é\":1,\"e\u{301}\":2}", "the field 'e\u{301}' occurs twice"),
        ("[01]", "no JSON value"), ("[-]", "no JSON value"), ("[1.]", "no JSON value"), ("[1e]", "no JSON value"),
        ("[+1]", "no JSON value"), ("[.5]", "no JSON value"), ("[NaN]", "no JSON value"), ("[tru]", "no JSON value"),
        ("[nullx]", "an array does not end"), ("[\"\\x\"]", "an unknown escape in a string"),
        ("[\"\\u12\"]", "an escape is not four hexadecimal digits"), ("[\"\\ud800\"]", "half a surrogate pair"),
        ("[\"\\udc00\"]", "half a surrogate pair"), ("[\"\\ud800\\u0041\"]", "half a surrogate pair"),
        ("[\"\t\"]", "a control character in a string"), ("[\"", "a string does not end"),
        ("[\"\\", "a string does not end"), ("0\u{0}", "text behind the end of the JSON value"),
        ("[] []", "text behind the end of the JSON value"), ("\u{FEFF}[]", "no JSON value"),
    ])
    func `text that is no JSON is refused`(text: String, reason: String) {
        #expect(refusal(of: text) == "f, line 1: \(reason)")
    }

    @Test(arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3]] as [[UInt8]])
    func `a string that is not UTF-8 is refused`(bytes: [UInt8]) {
        let error = #expect(throws: VectorFileError.self) {
            try VectorFile(name: "f", contents: [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]).json()
        }
        #expect(error?.description == "f, line 1: a string is not UTF-8")
    }

    @Test(arguments: ["\"numberOfTests\": 1e0", "\"numberOfTests\": 1.0", "\"numberOfTests\": -0"])
    func `a number in another spelling is no whole number, or zero`(spelling: String) throws {
        let text = SoundFile.wycheproofMAC.text.replacing("\"numberOfTests\": 1", with: spelling)
        #expect(text != SoundFile.wycheproofMAC.text)
        #expect(throws: VectorFileError.self) { try cases(text) }
    }
}
