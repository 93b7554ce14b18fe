// SPDX-License-Identifier: Apache-2.0

/// A run as one page of HTML: no script, nothing from elsewhere, light and dark, for wide and narrow windows and A4.
///
/// The same report gives the same page, byte for byte. Every string from the report is escaped (``Markup``).
package struct HTMLReport: Sendable {
    /// Names this form of page, in its `generator`. A page of another form cannot be compared with ``page``.
    package static let format = "hufu-vectors-page-1"

    let report: RunReport

    package init(_ report: RunReport) { self.report = report }

    /// The page, UTF-8.
    package var page: [UInt8] { Array((document.source + "\n").utf8) }

    private var document: Markup {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="\(Self.format)">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(report.totals.verdict.rawValue): hufu test vectors, \(report.startedAt)</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        \(masthead)
        \(contents)
        <main>
        \(sections.map(\.body))
        </main>
        </body>
        </html>
        """
    }

    /// One part of the page, which the contents lead to.
    struct Section {
        let anchor: String
        let title: String
        let body: Markup

        init(_ anchor: String, _ title: String, _ content: Markup) {
            self.anchor = anchor
            self.title = title
            body = """
                <section id="\(anchor)" aria-labelledby="\(anchor)-title">
                <h2 id="\(anchor)-title">\(title)</h2>
                \(content)
                </section>
                """
        }
    }

    private var sections: [Section] {
        [failureSection, overviewSection, moduleSection, suiteSection, skipSection, coverageSection, proofSection]
            .compactMap { $0 }
    }

    private var contents: Markup {
        """
        <nav aria-label="Contents">
        <ul>
        \(sections.map { section -> Markup in "<li><a href=\"#\(section.anchor)\">\(section.title)</a></li>" })
        </ul>
        </nav>
        """
    }

    /// How to verify the signatures.
    private var proofSection: Section {
        Section(
            "proof", "Verifying this report",
            """
            <p>The page is made from <code>report.json</code>. Both are signed with ECDSA on P-256 and SHA-256
            (FIPS 186-5). Compare <code>report-key.pem</code> with the key that its owner gave you; then</p>
            <pre tabindex="0"><code>openssl dgst -sha256 -verify report-key.pem -signature report.json.sig report.json
            openssl dgst -sha256 -verify report-key.pem -signature report.html.sig report.html</code></pre>
            <p>says <code>Verified OK</code> twice. <code>hufu-vectors verify-report</code> does the same and
            checks that the page says what <code>report.json</code> holds.</p>
            """)
    }
}
