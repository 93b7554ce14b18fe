// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Foundation
internal import Glibc

/// Prints the page of a report to PDF with Chromium, where there is one. A convenience: the PDF is not signed.
package struct PDFPrinter: Sendable {
    /// What came of printing.
    package enum Outcome: Sendable, Equatable, CustomStringConvertible {
        /// The PDF's path.
        case printed(path: String)
        /// No browser of ``browserNames`` is in the path.
        case noBrowser
        /// The browser did not print; why.
        case failed(reason: String)

        package var description: String {
            switch self {
            case .printed(let path): "Printed to \(path)."
            case .noBrowser:
                "No PDF: there is no Chromium here. Install one, or print the page from any browser."
            case .failed(let reason): "No PDF: \(reason). Print the page from any browser."
            }
        }
    }

    /// The commands looked for, the first one found wins.
    package static let browserNames = ["chromium", "chromium-browser", "google-chrome"]

    private let searchPath: String
    private let timeLimit: Duration

    /// - Parameters:
    ///   - searchPath: folders with `:` between them; nil for the environment's `PATH`.
    ///   - timeLimit: after which the browser is stopped.
    package init(searchPath: String? = nil, timeLimit: Duration = .seconds(60)) {
        self.searchPath = searchPath ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
        self.timeLimit = timeLimit
    }

    /// Prints `report.html` of the folder to `report.pdf` beside it; takes some seconds. Nothing half printed remains.
    package func printPage(in folder: String) -> Outcome {
        guard let browser = browser() else { return .noBrowser }
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("hufu-print-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let printed = scratch.appendingPathComponent("page.pdf")
        do {
            try FileManager.default.createDirectory(
                at: scratch, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            let page = URL(fileURLWithPath: ReportFolder.path(of: ReportFolder.File.page.rawValue, in: folder))
            if let reason = try run(browser, printing: page, to: printed, profile: scratch) {
                return .failed(reason: reason)
            }
            let pdf = try Data(contentsOf: printed)
            guard pdf.starts(with: Data("%PDF-".utf8)) else { return .failed(reason: "'\(browser)' wrote no PDF") }
            let path = ReportFolder.path(of: ReportFolder.pdfName, in: folder)
            try pdf.write(to: URL(fileURLWithPath: path), options: .atomic)
            return .printed(path: path)
        } catch {
            return .failed(reason: "'\(browser)' gave none that can be kept (\(ReportFolder.reason(of: error)))")
        }
    }

    /// The browser that would print; nil when there is none.
    func browser() -> String? {
        let folders = searchPath.split(separator: ":")
        let candidates = Self.browserNames.flatMap { name in folders.map { "\($0)/\(name)" } }
        return candidates.first(where: FileManager.default.isExecutableFile(atPath:))
    }

    /// - Returns: what went wrong; nil when the browser ended well.
    private func run(_ browser: String, printing page: URL, to pdf: URL, profile: URL) throws -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: browser)
        process.arguments = Self.arguments(page: page, pdf: pdf, profile: profile, isRoot: geteuid() == 0)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        guard ended.wait(timeout: .now() + timeLimit.seconds) == .success else {
            process.terminate()
            if ended.wait(timeout: .now() + 2) != .success { kill(process.processIdentifier, SIGKILL) }
            return "'\(browser)' did not end within \(ReportMeasure.duration(seconds: timeLimit.seconds))"
        }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            return "'\(browser)' ended with status \(process.terminationStatus)"
        }
        return nil
    }

    /// Chromium refuses to run as root with its sandbox; for everyone else the sandbox stays.
    static func arguments(page: URL, pdf: URL, profile: URL, isRoot: Bool) -> [String] {
        [
            "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
            "--disable-dev-shm-usage",
            "--user-data-dir=\(profile.path)", "--no-pdf-header-footer", "--print-to-pdf=\(pdf.path)",
        ] + (isRoot ? ["--no-sandbox"] : []) + [page.absoluteString]
    }
}
