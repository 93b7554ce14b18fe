// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions

/// `hufu self-test`
struct RunSelfTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "self-test",
        abstract: "Loads the edition, which runs every self-test, and prints the report.",
        usage: "hufu self-test [--edition <edition>] [<options>]",
        discussion: """
            Runs without a configuration when --edition is given. A failed test is named, and the exit code is 77.

            Example:
              hufu self-test --edition sm-crypto
            """)

    @OptionGroup var choice: EditionChoice

    func run() async throws {
        let settings = try await choice.settings()
        do {
            try show(try settings.edition.load(settings.options).selfTestReport)
        } catch let error as CryptoError {
            if choice.output.json {
                try Terminal.print(json: Failure(edition: settings.edition, passed: false, reason: error.description))
            }
            throw CommandFailure(.refused, error.description)
        }
    }

    /// What `self-test --json` prints when every test passed.
    private struct Success: Encodable {
        let edition: Edition
        let passed: Bool
        let report: SelfTestReport
    }

    /// What `self-test --json` prints when the edition did not load.
    private struct Failure: Encodable {
        let edition: Edition
        let passed: Bool
        let reason: String
    }

    private func show(_ report: SelfTestReport) throws {
        if choice.output.json {
            return try Terminal.print(json: Success(edition: report.edition, passed: true, report: report))
        }
        Terminal.print(fields: [("edition", report.edition.rawValue), ("sub-mode", report.status.level.rawValue)])
        Terminal.print("\nlibraries")
        Terminal.print(
            table: report.libraries.map { [$0.name, $0.version, $0.path ?? "(linked in)"] }, indentedBy: 2)
        Terminal.print("\nwho computes what")
        Terminal.print(
            table: report.status.parts.map { [$0.function, $0.provider, $0.level.rawValue] }, indentedBy: 2)
        Terminal.print("\nkernels")
        let kernels = report.kernels.sorted { $0.key < $1.key }
        Terminal.print(fields: kernels.map { ($0.key, $0.value) }, indentedBy: 2)
        Terminal.print("\ntests")
        Terminal.print(table: report.results.map(row), indentedBy: 2)
        for remark in report.remarks { Terminal.print("\nremark: \(remark)") }
        Terminal.print("\nAll \(report.results.count) tests passed.")
    }

    private func row(of result: SelfTestReport.Result) -> [String] {
        let tenths = Int((result.microseconds * 10).rounded())
        return [
            result.passed ? "passed" : "FAILED", result.name, "\(tenths / 10).\(tenths % 10) µs", result.reference,
        ]
    }
}
