// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// `hufu import diagnose`
struct DiagnoseWrapping: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract: "Says why a wrapped file cannot be right. Needs neither configuration nor store.",
        usage: "hufu import diagnose <file> --parameters <dir> [<options>]",
        discussion: """
            Ends with 0 when nothing speaks against the file (only the service can open it), else with 65.

            Examples:
              hufu import diagnose wrapped.bin --parameters ./partner
              hufu import diagnose wrapped.bin --algorithm RSAES_OAEP_SHA_256 --edition fips
            """)

    @Argument(help: "The wrapped file.", completion: .file())
    var file: String

    @OptionGroup var wrapping: WrappingChoice

    @OptionGroup var output: OutputOptions

    func run() throws {
        let choice = try wrapping.read()
        let bytes = try InputFile(path: file).read()
        let publicKey = wrapping.parameters.flatMap { try? InputFile(path: ImportFolder(path: $0).publicKeyDER).read() }
        let diagnosis = WrappedFileDiagnosis(
            algorithm: choice.algorithm, keyByteCount: choice.edition.keyByteCount, publicKeyDER: publicKey)
        var findings = diagnosis.findings(in: bytes)
        if let end = choice.summary?.parametersValidTo, end <= SystemWallClock().now.seconds {
            findings.append(
                .error("The parameters ended \(Moment.text(UnixTime(seconds: end))). Get new ones and wrap again."))
        }
        let isPlausible = !findings.contains(where: \.isError)
        try show(findings, isPlausible: isPlausible, byteCount: bytes.count, algorithm: choice.algorithm.rawValue)
        if !isPlausible { throw ExitCode(ExitStatus.badData.rawValue) }
    }

    private func show(
        _ findings: [WrappedFileDiagnosis.Finding], isPlausible: Bool, byteCount: Int, algorithm: String
    ) throws {
        if output.json {
            return try Terminal.print(
                json: Report(file: file, byteCount: byteCount, isPlausible: isPlausible, findings: findings))
        }
        for finding in findings { Terminal.print("\(finding.isError ? "wrong:" : "note: ") \(finding.text)") }
        guard isPlausible else { return }
        Terminal.print("Nothing speaks against \(file) as \(algorithm). Only the service can tell whether it unwraps.")
    }

    /// What `import diagnose --json` prints.
    private struct Report: Encodable {
        let file: String
        let byteCount: Int
        let isPlausible: Bool
        let findings: [WrappedFileDiagnosis.Finding]
    }
}
