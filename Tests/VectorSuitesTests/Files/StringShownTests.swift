// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

@testable import VectorSuites

@Suite struct StringShownTests {
    @Test func `what a terminal obeys is written out`() {
        #expect("a\u{1B}[2Jb".shown == "a\\u{1B}[2Jb")
        #expect("\u{202E}txt\u{0}\r\n\u{9B}\u{2028}".shown == "\\u{202E}txt\\u{0}\\u{D}\\u{A}\\u{9B}\\u{2028}")
        #expect("Länge §5 密钥 …".shown == "Länge §5 密钥 …")
    }

    @Test func `a long text is cut, one of few and long characters, too`() {
        #expect(String(repeating: "a", count: 300).shown == String(repeating: "a", count: 300))
        #expect(String(repeating: "a", count: 301).shown == String(repeating: "a", count: 300) + "…")
        let character = "a" + String(repeating: "\u{301}", count: 1_000_000)
        #expect(character.count == 1 && character.shown.unicodeScalars.count == 301)
    }

    @Test func `errors and cases repeat no more of a file`() throws {
        let long = String(repeating: "x\u{1B}", count: 5000)
        let error = VectorFileError(file: "f", place: "line 1", reason: long)
        #expect(error.reason == long.shown && error.description.utf8.count < 2000)
        #expect(VectorFileError(file: "\u{7}f", place: "line 1", reason: "").description == "\\u{7}f, line 1: ")
        #expect(VectorCase(id: long, line: 1, outside: long).id == long.shown)
        guard case .outside(let reason) = VectorCase(id: "", line: 1, outside: long).content else { return }
        #expect(reason == long.shown)
        #expect(VectorCase(id: long, line: 1, .digest(.sm3, message: []), gives: .refusal()).id == long.shown)
    }

    @Test func `a report's errors repeat no more of it`() throws {
        let long = String(repeating: "y", count: 5000)
        #expect(throws: RunReport.ReadingError.otherFormat(long.shown)) {
            try RunReport(json: Array("{\"format\": \"\(long)\"}".utf8))
        }
        let text = String(decoding: try SampleReport.passing().json(), as: UTF8.self)
        let (before, after) = ("\"skipped\" : {", "\"skipped\" : {\"\(long)\" : \"\",")
        #expect(text.contains(before))
        do throws(RunReport.ReadingError) {
            _ = try RunReport(json: Array(text.replacing(before, with: after).utf8))
            Issue.record("a text is no number")
        } catch {
            #expect(error.description.count < 600)
        }
    }
}
