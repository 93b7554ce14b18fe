// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// What is wrong with a folder of a report, and what to do.
package enum ReportFault: Error, Equatable, CustomStringConvertible {
    /// A file is not there.
    case missing(ReportFolder.File)
    /// A file is there and cannot be read; why.
    case unreadable(ReportFolder.File, reason: String)
    /// The folder's `report-key.pem` is not the key that was given.
    case otherKey
    /// The signature is not the given key's over the file.
    case wrongSignature(ReportFolder.File)
    /// `report.json` is signed, but no report that this version reads.
    case unknownReport(RunReport.ReadingError)
    /// `report.html` is a page of another form than this version makes.
    case otherPageForm(String)
    /// `report.html` is signed, but says something else than `report.json`.
    case otherPage
    /// A signature could not be checked.
    case engine(CryptoError)

    package var description: String {
        switch self {
        case .missing(let file): "\(file.rawValue) is missing. Ask for the whole folder."
        case .unreadable(let file, let reason): "\(file.rawValue) cannot be read: \(reason)."
        case .otherKey:
            "\(ReportFolder.File.key.rawValue) is not the key given. Another key signed this report, or the file was "
                + "altered: ask the laboratory which key it is to be."
        case .wrongSignature(let file):
            "\(file.rawValue) does not match its signature under the key given. The file or \(file.rawValue).sig was "
                + "altered, or another key signed it: do not rely on it."
        case .unknownReport(let error): "\(ReportFolder.File.json.rawValue) cannot be used. \(error)"
        case .otherPageForm(let form):
            "\(ReportFolder.File.page.rawValue) is of the form '\(form)'; this hufu-vectors makes "
                + "'\(HTMLReport.format)'. Use the one that wrote it to compare page and data."
        case .otherPage:
            "\(ReportFolder.File.page.rawValue) does not say what \(ReportFolder.File.json.rawValue) holds. Do not "
                + "rely on the page."
        case .engine(let error): "A signature could not be checked. \(error)"
        }
    }
}
