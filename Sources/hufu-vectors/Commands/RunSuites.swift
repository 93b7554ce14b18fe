// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import VectorSuites

/// `hufu-vectors run`
struct RunSuites: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs vector files on every implementation and prints what passed, failed and was skipped, and why.",
        usage: "hufu-vectors run <path> … [--report <folder>] [<options>]",
        discussion: """
            A format is recognised by a file's content: NIST CAVP .rsp and key
            wrap, ACVP, Wycheproof, OpenSSL evp_test, NIST-style text, RSA
            Laboratories, Botan .vec, and the JSON forms of hufu. A folder is run
            whole; a file in it that no reader knows is a failure. Where the folder
            has a SHA256SUMS, files are checked against it.

            Each case runs on every implementation that computes its algorithm
            here, and on the product's public interface, which takes fewer
            parameters: its skips say which.

            Examples:
              hufu-vectors run vectors/
              hufu-vectors run vectors/gbt --edition sm-crypto --kernel portable
              hufu-vectors run vectors/ --report report/ --junit results.xml
            """)

    @OptionGroup var choice: ImplementationChoice

    @Flag(help: "Prints the report as JSON.")
    var json = false

    @Option(help: ArgumentHelp("Writes the results as JUnit XML.", valueName: "file"), completion: .file())
    var junit: String?

    @OptionGroup var reporting: ReportOptions

    @Argument(help: ArgumentHelp("Files and folders of vectors.", valueName: "path"), completion: .file())
    var paths: [String]

    func run() async throws {
        let run = SuiteRun(try Laboratory(choice))
        let files = try await run.files(at: paths)
        let report = run.report(of: files, coverage: Coverage.rows(of: files), commit: reporting.commit)
        try junit.map { try JUnitReport(report).write(to: $0) }
        try reporting.write(report)
        if json { Terminal.print(try report.text()) } else { RunPresenter(report: report).show() }
        try report.end()
    }
}
