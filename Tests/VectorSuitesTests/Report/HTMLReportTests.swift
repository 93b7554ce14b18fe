// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import Testing

@testable import VectorSuites

@Suite struct HTMLReportTests {
    @Test func `the same report gives the same page`() throws {
        #expect(HTMLReport(try SampleReport.failing()).page == HTMLReport(try SampleReport.failing()).page)
    }

    @Test func `a passing run says PASS, its totals, and has no failures`() throws {
        let page = try SampleReport.passing().pageText
        #expect(page.contains("<p class=\"word\">PASS</p>"))
        #expect(page.contains("<dt>Passed</dt><dd>8,458</dd>"))
        #expect(page.contains("<dt>Failed</dt><dd>0</dd>"))
        #expect(page.contains("<dt>Skipped</dt><dd>7,502</dd>"))
        #expect(page.contains("<dt>Time</dt><dd>1 min 15 s</dd>"))
        #expect(page.contains("2026-02-03 09:41:07 UTC"))
        #expect(!page.contains("id=\"failures\"") && !page.contains(">FAIL<"))
    }

    @Test func `a failing run says FAIL and names each failure before anything else`() throws {
        let page = try SampleReport.failing().pageText
        #expect(page.contains("<p class=\"word\">FAIL</p>"))
        let failures = try #require(page.range(of: "id=\"failures\""))
        let overview = try #require(page.range(of: "id=\"overview\""))
        #expect(failures.lowerBound < overview.lowerBound)
        let part = page[failures.lowerBound..<overview.lowerBound]
        for text in [
            "wycheproof/sm4_gcm_test.json", "tcId 83", "line 1,204", "a wrong tag was taken", "41 of 104 failed",
            "The first 1 of them", "laboratory/prompt.json", "line 7: unknown field &#39;ivGenModeX&#39;",
        ] {
            #expect(part.contains(text), "\(text)")
        }
        #expect(!part.contains("gcmDecrypt256.rsp"))
    }

    @Test func `a run of nothing says SKIP`() throws {
        let page = try SampleReport.report(files: [], coverage: []).pageText
        #expect(page.contains("<p class=\"word\">SKIP</p>"))
        #expect(page.contains("nothing was run"))
    }

    @Test func `identity, reasons and coverage are there`() throws {
        let page = try SampleReport.passing().pageText
        for text in [
            "fc2b8bd1b0cf", "AVX2 VAES", "/lib/libfips.so", "/lib/libsm-crypto.so", "kernel of sm-crypto",
            "remark on fips", "RFC 8998 A.1", "7,500 skipped: 96-bit nonces and 128-bit tags only",
            "2 cases, put to no implementation: XTS is not offered", "§7.2 authenticated decryption",
            "Time by suite", "Time by implementation",
        ] {
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test func `a module that is not validated is never called so`() throws {
        let page = try SampleReport.passing().pageText
        #expect(page.contains("This is no validated module."))
        #expect(!page.contains("validated-module"))
    }

    @Test func `strings from files cannot become markup`() throws {
        let evil = "<img src=x onerror=alert(1)>\"'&\u{202E}"
        let failure = CaseFailure(id: evil, line: 1, reason: evil)
        let file = SampleReport.file(
            evil + "/" + evil, format: evil, error: evil, caseCount: 2, skipped: [evil: 1],
            runs: [SampleReport.run(.fips, evil, passed: 0, failed: 1, skipped: [evil: 1], failures: [failure])])
        let row = CoverageRow(standard: evil, clause: evil, algorithm: evil, files: [evil], passed: 0, failed: 1)
        let page = try SampleReport.report(files: [file], arguments: [evil], commit: evil, coverage: [row]).pageText
        #expect(!page.contains("<img") && !page.contains("\u{202E}") && !page.contains("\"'"))
        #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;⟨202E⟩"))
    }

    @Test func `the page needs nothing but itself`() throws {
        let page = try SampleReport.failing().pageText
        for text in ["<script", "<link", "<img", "<iframe", "url(", "@import", " src=", "http:", "https:", "style=\""] {
            #expect(!page.contains(text), "\(text)")
        }
    }

    @Test func `elements are closed in the order opened`() throws {
        for report in [try SampleReport.failing(), try SampleReport.passing(), try SampleReport.report(files: [])] {
            let page = report.pageText
            let start = try #require(page.range(of: "<body>"))
            // Where every element is closed, HTML reads as XML.
            let body = page[start.lowerBound...].replacing("</html>", with: "").replacing("<br>", with: "<br/>")
            let tags = body.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/)
            var open: [Substring] = []
            for tag in tags where tag.3.isEmpty {
                if tag.1.isEmpty { open.append(tag.2) } else { #expect(open.popLast() == tag.2) }
            }
            #expect(open.isEmpty && tags.count > 100)
        }
    }

    @Test func `every table has a caption, and headings skip no level`() throws {
        let page = try SampleReport.failing().pageText
        let tables = page.matches(of: /<table class="[a-z]+">\n<caption>/).count
        #expect(tables == page.matches(of: /<table/).count && tables > 8)
        let levels = page.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
        #expect(levels.first == 1 && levels.filter { $0 == 1 }.count == 1)
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    }

    @Test func `links lead to what is there`() throws {
        let page = try SampleReport.failing().pageText
        let links = page.matches(of: /href="#([a-z0-9-]+)"/).map(\.1)
        #expect(links.count >= 10)
        for link in links { #expect(page.contains("id=\"\(link)\""), "\(link)") }
    }

    @Test func `bars are as long as their times, below an axis of round ones`() {
        let chart = BarChart(title: "t", bars: [.init(label: "a", seconds: 0.3), .init(label: "b", seconds: 0.1)])
        let svg = chart.figure.source
        #expect(svg.contains("width=\"75.00%\" height=\"10\"") && svg.contains("width=\"25.00%\" height=\"10\""))
        for tick in [">0<", ">100 ms<", ">200 ms<", ">300 ms<", ">400 ms<"] { #expect(svg.contains(tick), "\(tick)") }
        #expect(svg.contains("aria-label=\"t: a 300 ms; b 100 ms\""))
        #expect(BarChart(title: "t", bars: []).figure.source.isEmpty)
        #expect(BarChart(title: "t", bars: [.init(label: "a", seconds: 0)]).figure.source.contains("width=\"0.00%\""))
    }
}
