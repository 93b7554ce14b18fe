// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import CryptoEngine
import Foundation
import VectorSuites

/// What the commands take that write a report.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Writes the report there: page, data, their signatures, the key, and a PDF where Chromium is.",
            valueName: "folder"), completion: .directory)
    var report: String?

    @Option(
        help: ArgumentHelp(
            "The P-256 private key that signs the report, PEM or DER; without one a pair is made for this report and its "
                + "private half forgotten.", valueName: "file"), completion: .file())
    var signingKey: String?

    @Option(help: ArgumentHelp("The commit that was built, for the report.", valueName: "commit"))
    var commit = "unknown"

    func validate() throws {
        if signingKey != nil, report == nil {
            throw ValidationError("--signing-key signs a report: name --report, too.")
        }
    }

    /// Writes the report, where one was asked for, and says how to verify it.
    ///
    /// - Throws: ``CommandFailure``; `CryptoError`.
    func write(_ result: RunReport) throws {
        guard let report else { return }
        do throws(ReportFolder.WritingError) {
            try ReportFolder.write(result, to: report, signedBy: try signer())
        } catch {
            throw CommandFailure(error)
        }
        Terminal.note("Report in \(report), signed. Verify it: hufu-vectors verify-report \(Shell.quoted(report))")
        Terminal.note(PDFPrinter().printPage(in: report).description)
    }

    private func signer() throws(ReportFolder.WritingError) -> any DocumentSigner {
        do throws(CryptoError) {
            guard let signingKey else { return try DocumentKeys.makeSigner() }
            return try DocumentKeys.signer(privateKey: try Self.secret(at: signingKey))
        } catch {
            throw .signing(error)
        }
    }

    /// Reads a private key into locked memory.
    private static func secret(at path: String) throws(CryptoError) -> KeyMaterial {
        let largest = 1 << 16
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .malformedKey(kind: "private key file (\(path): \(SystemFailure.latest.reason))")
        }
        defer { _ = close(descriptor) }
        var count = 0
        let scratch = KeyMaterial(byteCount: largest) { (room: inout MutableSpan<UInt8>) in
            unsafe room.withUnsafeMutableBytes { room in
                while count < largest {
                    let got = unsafe read(descriptor, room.baseAddress.map { unsafe $0 + count }, largest - count)
                    guard got > 0 else { break }
                    count += got
                }
            }
        }
        return KeyMaterial(copying: scratch, count: count)
    }
}

extension CommandFailure {
    /// Why a report could not be written, and the status that says it.
    fileprivate init(_ error: ReportFolder.WritingError) {
        switch error {
        case .signing(.malformedKey): self.init(.badData, "\(error)")
        case .report, .signing: self.init(.internalError, "\(error)")
        case .file: self.init(.refused, "\(error)")
        }
    }
}
