// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import VectorSuites

/// `hufu-vectors acvp check`
struct CheckResponse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compares a response with the right answers, or verifies it against its prompt.",
        usage: "hufu-vectors acvp check <response> <expected or prompt> [--json]",
        discussion: """
            With the right answers every test is compared. With the prompt every
            answer is verified by the module: what it sealed under an IV of its own
            must open again.

            Examples:
              hufu-vectors acvp check response.json expectedResults.json
              hufu-vectors acvp check response.json prompt.json
            """)

    @OptionGroup var choice: ImplementationChoice

    @Flag(help: "Prints JSON.")
    var json = false

    @Argument(help: ArgumentHelp("The response.", valueName: "response"), completion: .file())
    var response: String

    @Argument(
        help: ArgumentHelp("The right answers, or the prompt.", valueName: "expected"), completion: .file())
    var expected: String

    /// What `--json` prints.
    private struct Verdict: Encodable {
        let caseCount: Int
        let differences: [Difference]
    }

    private struct Difference: Encodable {
        let test: String
        let reason: String
    }

    func run() throws {
        let answers = try SuiteFile(name: response, path: response).read()
        let other = try SuiteFile(name: expected, path: expected).read()
        let verdict =
            if case .vectors(.acvpPrompt, _) = try VectorFormat.recognise(other) {
                try verified(answers, against: other)
            } else {
                try compared(answers, with: other)
            }
        if json {
            try Terminal.print(json: verdict)
        } else {
            for difference in verdict.differences { Terminal.print("FAILED  \(difference.test): \(difference.reason)") }
            Terminal.print("\(verdict.caseCount) tests, \(verdict.differences.count) answered otherwise")
        }
        guard verdict.caseCount > 0 else { throw ExitCode(2) }
        guard verdict.differences.isEmpty else { throw ExitCode(1) }
    }

    private func compared(_ response: VectorFile, with expected: VectorFile) throws -> Verdict {
        let check = try ACVPCheck(response: response, expected: expected)
        return Verdict(
            caseCount: check.caseCount,
            differences: check.differences.map {
                Difference(test: "vector set \($0.vectorSet), tcId \($0.caseID)", reason: $0.reason)
            })
    }

    private func verified(_ response: VectorFile, against prompt: VectorFile) throws -> Verdict {
        let laboratory = try Laboratory(choice)
        let verification = try ResponseVerification(
            response: response, prompt: prompt, by: laboratory.implementation(of:))
        return Verdict(
            caseCount: verification.caseCount,
            differences: verification.differences.map { Difference(test: $0.test, reason: $0.reason) })
    }
}
