// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
internal import Foundation

extension ReportFolder {
    /// What a folder holds.
    package struct Verification: Sendable {
        /// The report of `report.json`, where it could be read.
        package let report: RunReport?
        /// Empty when everything is as it was signed.
        package let faults: [ReportFault]

        /// Whether the folder may be relied upon, as far as its key may.
        package var isSound: Bool { faults.isEmpty }
    }

    /// Checks that every file is there, that both signatures are of `key`, and that the page is the one that the data
    /// renders to.
    ///
    /// - Parameters:
    ///   - folder: as ``write(_:to:signedBy:)`` left it.
    ///   - key: the key that the laboratory trusts. From the folder itself it proves only that nothing is damaged.
    /// - Returns: every fault found, and the report where there is one.
    package static func verify(_ folder: String, key: any DocumentVerifier) -> Verification {
        var faults: [ReportFault] = []
        var contents: [File: [UInt8]] = [:]
        for file in File.allCases {
            do throws(ReportFault) { contents[file] = try read(file, in: folder) } catch { faults.append(error) }
        }
        if let pem = contents[.key], pem != Array(key.publicKeyPEM.utf8) { faults.append(.otherKey) }
        for (file, signature) in [(File.json, File.jsonSignature), (.page, .pageSignature)] {
            guard let document = contents[file], let signature = contents[signature] else { continue }
            do throws(CryptoError) {
                if !(try key.verifies(signature.span, over: document.span)) { faults.append(.wrongSignature(file)) }
            } catch {
                faults.append(.engine(error))
            }
        }
        guard let json = contents[.json] else { return Verification(report: nil, faults: faults) }
        do throws(RunReport.ReadingError) {
            let report = try RunReport(json: json)
            if let page = contents[.page], let fault = compare(page, with: report) { faults.append(fault) }
            return Verification(report: report, faults: faults)
        } catch {
            return Verification(report: nil, faults: faults + [.unknownReport(error)])
        }
    }

    private static func compare(_ page: [UInt8], with report: RunReport) -> ReportFault? {
        guard page != HTMLReport(report).page else { return nil }
        guard let form = form(of: page), form != HTMLReport.format else { return .otherPage }
        return .otherPageForm(form)
    }

    /// The page's `generator`, where it is a form of ours.
    private static func form(of page: [UInt8]) -> String? {
        let head = String(decoding: page.prefix(1024), as: UTF8.self)
        let mark = "<meta name=\"generator\" content=\""
        guard let start = head.range(of: mark)?.upperBound,
            let end = head[start...].firstIndex(of: "\""), head[start...].hasPrefix("hufu-vectors-page-")
        else { return nil }
        return String(head[start..<end])
    }

    /// What is read of one file at most, in bytes; a report of a million failures stays below.
    private static let sizeLimit = 256 << 20

    private static func read(_ file: File, in folder: String) throws(ReportFault) -> [UInt8] {
        let path = path(of: file.rawValue, in: folder)
        guard FileManager.default.fileExists(atPath: path) else { throw .missing(file) }
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw ReportFault.unreadable(file, reason: "it is no regular file")
            }
            guard let size = attributes[.size] as? Int, size <= sizeLimit else {
                throw ReportFault.unreadable(file, reason: "it is larger than any report")
            }
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch let error as ReportFault {
            throw error
        } catch {
            throw .unreadable(file, reason: reason(of: error))
        }
    }
}
