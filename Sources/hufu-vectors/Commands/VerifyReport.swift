// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import Foundation
import VectorSuites

/// `hufu-vectors verify-report`
struct VerifyReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-report",
        abstract: "Checks a report's signatures, and that its page says what its data say.",
        usage: "hufu-vectors verify-report <folder> [--key <file>]",
        discussion: #"""
            With the key in the folder itself this proves that nothing was damaged
            since signing; with a key that reached you another way it also proves
            who signed. OpenSSL verifies the same:
              openssl dgst -sha256 -verify report-key.pem \
                -signature report.json.sig report.json

            Examples:
              hufu-vectors verify-report report/
              hufu-vectors verify-report report/ --key laboratory.pem
            """#)

    @Option(
        help: ArgumentHelp("The public key to trust, PEM or DER; else the folder's own.", valueName: "file"),
        completion: .file())
    var key: String?

    @Argument(help: ArgumentHelp("The report's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    func run() throws {
        let keyPath = key ?? "\(folder)/\(ReportFolder.File.key.rawValue)"
        guard let pem = FileManager.default.contents(atPath: keyPath) else {
            throw CommandFailure(
                .notFound, "There is no key '\(keyPath)'. Name the report's folder, or a key with --key.")
        }
        let verification = ReportFolder.verify(folder, key: try DocumentKeys.verifier(publicKey: [UInt8](pem).span))
        for fault in verification.faults { Terminal.print("FAILED  \(fault)") }
        guard verification.isSound, let report = verification.report else { throw ExitCode(1) }
        let totals = report.totals
        Terminal.print(
            "The report of \(report.startedAt) is as it was signed: \(totals.passed) passed, \(totals.failed) failed, "
                + "\(totals.skippedCount) skipped.")
        if key == nil {
            Terminal.print("The key came with the report: whose it is, only a key from elsewhere can tell (--key).")
        }
    }
}
