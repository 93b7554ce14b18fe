// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
internal import Foundation
internal import Glibc

/// The folder that a laboratory is handed: the report as data and as a page, a detached signature of each, the key.
package enum ReportFolder {
    /// The files in it, in the order written.
    package enum File: String, CaseIterable, Sendable {
        case json = "report.json"
        case page = "report.html"
        case jsonSignature = "report.json.sig"
        case pageSignature = "report.html.sig"
        case key = "report-key.pem"
    }

    /// The page on paper, where a browser could print it. It is not signed.
    package static let pdfName = "report.pdf"

    /// Why a folder could not be written.
    package enum WritingError: Error, Equatable, CustomStringConvertible {
        /// The report cannot be encoded.
        case report(RunReport.ReadingError)
        /// Signing failed.
        case signing(CryptoError)
        /// A file or the folder cannot be made. Its path, and the system's reason.
        case file(path: String, reason: String)

        package var description: String {
            switch self {
            case .report(let error): "The report cannot be written. \(error)"
            case .signing(let error): "The report cannot be signed. \(error)"
            case .file(let path, let reason):
                "'\(path)' cannot be written: \(reason). Name another folder, or free space."
            }
        }
    }

    /// Writes every file, each under a temporary name first, and removes the print of an earlier report.
    ///
    /// When it fails, files of an earlier report may be left beside new ones; ``verify(_:key:)`` says so then.
    ///
    /// - Parameters:
    ///   - report: the run.
    ///   - folder: made when it is not there.
    ///   - signer: of both signatures.
    /// - Throws: ``WritingError``.
    package static func write(
        _ report: RunReport, to folder: String, signedBy signer: any DocumentSigner
    ) throws(WritingError) {
        for (file, bytes) in try content(of: report, signedBy: signer) {
            let path = path(of: file.rawValue, in: folder)
            do {
                if file == .json {
                    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                    try removePrint(in: folder)
                }
                try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
            } catch {
                throw .file(path: path, reason: reason(of: error))
            }
        }
    }

    private static func content(
        of report: RunReport, signedBy signer: any DocumentSigner
    ) throws(WritingError) -> [(File, [UInt8])] {
        let json: [UInt8]
        do throws(RunReport.ReadingError) { json = try report.json() } catch { throw .report(error) }
        let page = HTMLReport(report).page
        do throws(CryptoError) {
            return [
                (.json, json), (.page, page), (.jsonSignature, try signer.sign(json.span)),
                (.pageSignature, try signer.sign(page.span)), (.key, Array(signer.publicKeyPEM.utf8)),
            ]
        } catch {
            throw .signing(error)
        }
    }

    private static func removePrint(in folder: String) throws {
        let path = path(of: pdfName, in: folder)
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }

    static func path(of name: String, in folder: String) -> String {
        URL(fileURLWithPath: folder).appendingPathComponent(name).path
    }

    /// The system's words for what stopped Foundation, such as `No such file or directory`.
    static func reason(of error: any Error) -> String {
        guard let code = ((error as? CocoaError)?.underlying as? POSIXError)?.code,
            let text = unsafe strerror(code.rawValue)
        else { return error.localizedDescription }
        return unsafe String(cString: text)
    }
}
