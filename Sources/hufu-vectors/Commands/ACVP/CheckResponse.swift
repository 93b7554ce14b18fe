// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import VectorSuites

/// `hufu-vectors acvp check`
struct CheckResponse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compares a response with the right answers, test by test.",
        usage: "hufu-vectors acvp check <response> <expected> [--json]",
        discussion: """
            Example:
              hufu-vectors acvp check response.json expectedResults.json
            """)

    @Flag(help: "Prints JSON.")
    var json = false

    @Argument(help: ArgumentHelp("The response.", valueName: "response"), completion: .file())
    var response: String

    @Argument(help: ArgumentHelp("The right answers.", valueName: "expected"), completion: .file())
    var expected: String

    /// What `--json` prints.
    private struct Verdict: Encodable {
        let caseCount: Int
        let differences: [ACVPCheck.Difference]
    }

    func run() throws {
        let check = try ACVPCheck(
            response: SuiteFile(name: response, path: response).read(),
            expected: SuiteFile(name: expected, path: expected).read())
        if json {
            try Terminal.print(json: Verdict(caseCount: check.caseCount, differences: check.differences))
        } else {
            for difference in check.differences {
                Terminal.print(
                    "FAILED  vector set \(difference.vectorSet), tcId \(difference.caseID): \(difference.reason)")
            }
            Terminal.print("\(check.caseCount) tests, \(check.differences.count) answered otherwise")
        }
        guard check.caseCount > 0 else { throw ExitCode(2) }
        guard check.differences.isEmpty else { throw ExitCode(1) }
    }
}
