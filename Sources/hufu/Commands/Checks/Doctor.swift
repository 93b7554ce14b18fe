// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import Foundation

/// `hufu doctor`
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks this machine, the configuration, the root key, the store and the keys.",
        discussion: """
            Each check says OK, WARN or FAIL, and what to do. Ends with 0 when nothing fails, else with 77.

            Example:
              hufu doctor --config ./vault/hufu.yaml
            """)

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        var checkup = Checkup()
        checkup.examineProcess()
        checkup.examineClock()
        checkup.examineEnvironment(ProcessInfo.processInfo.environment)
        if let settings = await checkup.examineConfiguration(global.source.reader()) {
            checkup.examineRootFile(settings)
            checkup.examineDisk(settings)
            if let edition = checkup.examineEdition(settings),
                let service = checkup.examineStore(settings, edition: edition)
            {
                await checkup.examineKeys(service)
            }
        }
        try show(checkup)
        if checkup.hasFailed { throw ExitCode(ExitStatus.refused.rawValue) }
    }

    private func show(_ checkup: Checkup) throws {
        if global.output.json {
            return try Terminal.print(json: Report(passed: !checkup.hasFailed, checks: checkup.findings))
        }
        for finding in checkup.findings {
            Terminal.print(table: [
                [finding.verdict.rawValue.padded(to: 4), finding.check.padded(to: 14), finding.text]
            ])
            if let advice = finding.advice { Terminal.print(String(repeating: " ", count: 22) + "→ \(advice)") }
        }
    }

    /// What `doctor --json` prints.
    private struct Report: Encodable {
        let passed: Bool
        let checks: [Checkup.Finding]
    }
}

extension String {
    fileprivate func padded(to count: Int) -> String {
        padding(toLength: max(count, self.count), withPad: " ", startingAt: 0)
    }
}
