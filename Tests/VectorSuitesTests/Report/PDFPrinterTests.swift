// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import VectorSuites

@Suite struct PDFPrinterTests {
    /// A folder with a page, and a shell script that stands in for the browser.
    struct Stand {
        let folder: TemporaryFolder

        init(browser script: String?, named name: String = "chromium") throws {
            folder = try TemporaryFolder()
            try "<p>a page</p>".write(toFile: folder.path("report.html"), atomically: true, encoding: .utf8)
            guard let script else { return }
            try "#!/bin/sh\n\(script)\n".write(toFile: folder.path(name), atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path(name))
        }

        func print(timeLimit: Duration = .seconds(60)) -> PDFPrinter.Outcome {
            PDFPrinter(searchPath: folder.path, timeLimit: timeLimit).printPage(in: folder.path)
        }

        var hasPDF: Bool { FileManager.default.fileExists(atPath: folder.path("report.pdf")) }
    }

    /// Writes its arguments as a PDF where `--print-to-pdf` says.
    static let printing = """
        for argument; do case $argument in --print-to-pdf=*) output=${argument#--print-to-pdf=};; esac; done
        { echo %PDF-1.4; printf '%s\\n' "$@"; } > "$output"
        """

    @Test func `without a browser it says so`() throws {
        let stand = try Stand(browser: nil)
        #expect(stand.print() == .noBrowser && !stand.hasPDF)
        #expect(PDFPrinter.Outcome.noBrowser.description.contains("no Chromium"))
    }

    @Test(arguments: PDFPrinter.browserNames)
    func `the browser prints the page, in a profile of its own`(name: String) throws {
        let stand = try Stand(browser: Self.printing, named: name)
        #expect(stand.print() == .printed(path: stand.folder.path("report.pdf")))
        let text = try String(contentsOfFile: stand.folder.path("report.pdf"), encoding: .utf8)
        let lines = text.split(separator: "\n")
        #expect(lines.last == "file://\(stand.folder.path("report.html"))" && lines.contains("--headless"))
        let profile = try #require(lines.first { $0.hasPrefix("--user-data-dir=") })
        #expect(!FileManager.default.fileExists(atPath: String(profile.dropFirst("--user-data-dir=".count))))
    }

    @Test(arguments: ["exit 3", "exit 0", "kill -9 $$", printing.replacing("%PDF", with: "%!PS")])
    func `a browser that prints nothing is told, and leaves nothing`(script: String) throws {
        let stand = try Stand(browser: script)
        guard case .failed(let reason) = stand.print() else { throw Unexpected() }
        #expect(reason.contains(stand.folder.path("chromium")) && !stand.hasPDF)
    }

    @Test func `a browser that never ends is stopped`() throws {
        let stand = try Stand(browser: "exec sleep 600")
        guard case .failed(let reason) = stand.print(timeLimit: .milliseconds(200)) else { throw Unexpected() }
        #expect(reason.contains("did not end within 200 ms") && !stand.hasPDF)
    }

    @Test(.enabled(if: PDFPrinter().browser() != nil, "there is no Chromium"))
    func `Chromium itself prints the page`() throws {
        let folder = try TemporaryFolder()
        try Data(HTMLReport(SampleReport.failing()).page).write(to: URL(fileURLWithPath: folder.path("report.html")))
        #expect(PDFPrinter().printPage(in: folder.path) == .printed(path: folder.path("report.pdf")))
        let pdf = try Data(contentsOf: URL(fileURLWithPath: folder.path("report.pdf")))
        #expect(pdf.starts(with: Data("%PDF-".utf8)) && pdf.count > 10_000)
    }

    @Test func `the sandbox is left off for root only`() {
        let url = URL(fileURLWithPath: "/a b")
        for isRoot in [true, false] {
            let arguments = PDFPrinter.arguments(page: url, pdf: url, profile: url, isRoot: isRoot)
            #expect(arguments.contains("--no-sandbox") == isRoot)
            #expect(arguments.last == "file:///a%20b")
        }
    }

    struct Unexpected: Error {}
}
