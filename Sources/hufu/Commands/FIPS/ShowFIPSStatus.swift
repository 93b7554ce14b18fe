// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions

/// `hufu fips status`
struct ShowFIPSStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Prints the module, its probes, its generators and an indicator for each operation.",
        usage: "hufu fips status [--edition fips] [<options>]",
        discussion: """
            Runs without a configuration when --edition fips is given. Ends with 0 on the
            module that fips.moduleConfig names when every probe holds, and in
            algorithms-only; with 77 when a module that is named or required is not there.
            hufu knows no certificates: look the version up in NIST's list.

            Example:
              hufu fips status --edition fips
            """)

    @OptionGroup var choice: EditionChoice

    func run() async throws {
        let settings = try await choice.settings()
        guard settings.edition == .fips else {
            throw CommandFailure(
                .usage,
                "The edition is \(settings.edition), which runs on no FIPS module. Pass --edition fips, or for this edition: "
                    + "hufu self-test")
        }
        do {
            let (edition, module) = try Edition.loadFIPS(settings.options)
            let report = try FIPSReport(module, hashedBy: edition)
            if choice.output.json { try Terminal.print(json: report) } else { report.show() }
        } catch let error as CryptoError {
            if choice.output.json {
                try Terminal.print(json: Failure(edition: .fips, passed: false, reason: error.description))
            }
            throw CommandFailure(.refused, error.description)
        }
    }

    /// What `fips status --json` prints when the edition does not load.
    private struct Failure: Encodable {
        let edition: Edition
        let passed: Bool
        let reason: String
    }
}
