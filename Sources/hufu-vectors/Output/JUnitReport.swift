// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEngine
import Foundation
import VectorSuites

/// A run in the XML form that continuous-integration servers read: a suite for each file, a test for each implementation.
struct JUnitReport {
    private let report: RunReport

    init(_ report: RunReport) { self.report = report }

    /// Writes the file, whole or not at all.
    ///
    /// - Throws: ``CommandFailure``.
    func write(to path: String) throws(CommandFailure) {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure.writing(path, SystemFailure(foundation: error))
        }
    }

    var text: String {
        let suites = report.files.map(suite).joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="hufu-vectors" time="\(seconds(report.seconds))">
            \(suites)</testsuites>

            """
    }

    private func suite(_ file: FileReport) -> String {
        var tests: [String] = []
        if let error = file.error {
            tests.append(test(file, "reading", 0, body: "<error message=\"\(escaped(error))\"/>"))
        }
        for (reason, number) in file.skipped.sorted(by: { $0.key < $1.key }) {
            tests.append(
                test(file, "not run", 0, body: "<skipped message=\"\(escaped("\(number) cases: \(reason)"))\"/>"))
        }
        for run in file.runs {
            let name = "\(run.edition.rawValue) \(run.algorithm) \(run.implementation)"
            var failures = run.failures.map { "\($0.id) (line \($0.line)): \($0.reason)" }
            if run.failed > failures.count { failures.append("… and \(run.failed - failures.count) more") }
            if run.failed > 0 {
                let body =
                    "<failure message=\"\(run.failed) cases failed\">"
                    + escaped(failures.joined(separator: "\n")) + "</failure>"
                tests.append(test(file, name, run.seconds, body: body))
            } else if run.passed == 0 {
                let reasons = run.skipped.keys.sorted().joined(separator: "; ")
                tests.append(test(file, name, run.seconds, body: "<skipped message=\"\(escaped(reasons))\"/>"))
            } else {
                tests.append(test(file, name, run.seconds, body: ""))
            }
        }
        let failed = file.runs.count { $0.failed > 0 }
        let skipped = file.skipped.count + file.runs.count { $0.failed == 0 && $0.passed == 0 }
        return "<testsuite name=\"\(escaped(file.name))\" tests=\"\(tests.count)\" failures=\"\(failed)\" "
            + "errors=\"\(file.error == nil ? 0 : 1)\" skipped=\"\(skipped)\" time=\"\(seconds(file.seconds))\">\n"
            + tests.joined() + "</testsuite>\n"
    }

    private func test(_ file: FileReport, _ name: String, _ time: Double, body: String) -> String {
        "  <testcase classname=\"\(escaped(file.name))\" name=\"\(escaped(name))\" time=\"\(seconds(time))\">\(body)"
            + "</testcase>\n"
    }

    private func seconds(_ time: Double) -> String { String(format: "%.3f", time) }

    /// XML 1.0 §2.4, without the control characters that §2.2 excludes.
    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case ..<" ": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
