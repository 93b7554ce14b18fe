// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import VectorSuites

@Suite struct MarkupTests {
    @Test(arguments: [
        ("plain", "plain"), ("<script>", "&lt;script&gt;"), ("a & b", "a &amp; b"), ("\"'", "&quot;&#39;"),
        ("&lt;", "&amp;lt;"), ("虎符 §7.2 µs", "虎符 §7.2 µs"),
        ("a\u{202E}b", "a⟨202E⟩b"), ("\u{0}\n\u{7F}\u{9F}", "⟨0000⟩⟨000A⟩⟨007F⟩⟨009F⟩"),
        ("\u{2028}\u{200B}\u{E0001}", "⟨2028⟩⟨200B⟩⟨E0001⟩"),
    ])
    func `text is escaped, and nothing in it hides`(text: String, escaped: String) {
        #expect(("<p title=\"\(text)\">\(text)</p>" as Markup).source == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func `markup goes into markup as it is`() {
        let inner: Markup = "<b>\("<")</b>"
        #expect(("<p>\(inner)\(7)</p>" as Markup).source == "<p><b>&lt;</b>7</p>")
        #expect(("\([inner, inner])" as Markup).source == "<b>&lt;</b>\n<b>&lt;</b>")
    }
}
