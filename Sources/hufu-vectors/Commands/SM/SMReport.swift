// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import Foundation
import VectorSuites

/// `hufu-vectors sm report`
struct SMReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Runs the SM suites: evidence for each function, in GM/T 0028's order.",
        usage: "hufu-vectors sm report <path> … [--report <folder>] [<options>]",
        discussion: """
            Block cipher, public key, message authentication, hash, random numbers:
            for each function the implementations of this CPU, the files that cover
            it and the verdict. GB/T 32907's example of 1,000,000 encryptions runs
            on every implementation; the generator is tested by the short form of
            GM/T 0005-2021.

            Example:
              hufu-vectors sm report vectors/ --report sm-report/
            """)

    @Option(
        help: ArgumentHelp(
            "Only implementations by one library: vendored (CSM4) or libgcrypt.", valueName: "name"))
    var provider: String?

    @Option(help: ArgumentHelp("Only this kernel of CSM4, such as portable.", valueName: "name"))
    var kernel: String?

    @Flag(help: "Prints the report as JSON.")
    var json = false

    @Flag(help: "Ends well although a function has no vectors.")
    var partial = false

    @OptionGroup var reporting: ReportOptions

    @Argument(help: ArgumentHelp("Files and folders of vectors.", valueName: "path"), completion: .file())
    var paths: [String]

    func run() async throws {
        let laboratory = try Laboratory(edition: .smCrypto, provider: provider, kernel: kernel)
        let run = SuiteRun(laboratory)
        // The generator first: what is random in the suites comes from it.
        let generator = try run.generatorReport()
        let all = try await run.files(at: paths) + [generator]
        let rows = Coverage.smRows(of: all)
        let covering = Set(rows.flatMap(\.files))
        let files = all.filter { $0.error != nil || covering.contains($0.name) }
        let report = run.report(of: files, coverage: rows, commit: reporting.commit)
        try reporting.write(report)
        if json { Terminal.print(try report.text()) } else { show(report) }
        try report.end()
        let uncovered = rows.filter(\.files.isEmpty).map(\.algorithm)
        guard uncovered.isEmpty || partial else {
            Terminal.note(
                "hufu-vectors: no vectors for \(uncovered.joined(separator: ", ")). Name their folders, or pass --partial."
            )
            throw ExitCode(1)
        }
    }

    private func show(_ report: RunReport) {
        var standard = ""
        for row in report.coverage {
            if row.standard != standard { Terminal.print("\n\(row.standard)") }
            standard = row.standard
            let verdict = row.files.isEmpty ? "no vectors" : row.verdict.rawValue
            Terminal.print("  \(verdict)  \(row.algorithm), \(row.clause): \(row.passed) passed, \(row.failed) failed")
            for file in report.files where row.files.contains(file.name) {
                let runs = file.runs.filter { $0.algorithm == row.algorithm }.map(\.implementation)
                Terminal.print("      \(file.name.shown)  on \(runs.joined(separator: ", "))")
            }
        }
        Terminal.print("")
        for file in report.files where file.totals.verdict == .fail { RunPresenter(report: report).show(file) }
        RunPresenter(report: report).showSums()
    }
}
