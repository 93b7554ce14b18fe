// SPDX-License-Identifier: Apache-2.0

/// What came out, in the words of every table of the report.
package enum ReportVerdict: String, Sendable {
    /// Something was run and nothing failed.
    case pass = "PASS"
    /// A case failed, or a file could not be read.
    case fail = "FAIL"
    /// Nothing was run.
    case skip = "SKIP"
}

/// Cases counted once for each implementation that they were put to.
package struct ReportTotals: Sendable, Equatable {
    package var passed = 0
    package var failed = 0
    /// By the reason; those that no implementation takes count once.
    package var skipped: [String: Int] = [:]
    /// Files that could not be read. Each is a failure.
    package var unreadable = 0

    package var ran: Int { passed + failed }
    package var skippedCount: Int { skipped.values.reduce(0, +) }

    package var verdict: ReportVerdict {
        if failed > 0 || unreadable > 0 { return .fail }
        return passed > 0 ? .pass : .skip
    }

    static func += (left: inout ReportTotals, right: ReportTotals) {
        left.passed += right.passed
        left.failed += right.failed
        left.skipped.merge(right.skipped, uniquingKeysWith: +)
        left.unreadable += right.unreadable
    }
}

extension RunReport {
    /// Of the whole run.
    package var totals: ReportTotals { files.map(\.totals).reduce(into: ReportTotals(), +=) }

    /// The files by suite, in the order run: a suite is the first folder of a file's name.
    package var suites: [SuiteReport] {
        var order: [String] = []
        var files: [String: [FileReport]] = [:]
        for file in self.files {
            if files[file.suite] == nil { order.append(file.suite) }
            files[file.suite, default: []].append(file)
        }
        return order.map { SuiteReport(name: $0, files: files[$0] ?? []) }
    }
}

/// The files of one suite.
package struct SuiteReport: Sendable {
    /// Such as `nist-cavp`.
    package let name: String
    package let files: [FileReport]

    package var totals: ReportTotals { files.map(\.totals).reduce(into: ReportTotals(), +=) }
    package var seconds: Double { files.map(\.seconds).reduce(0, +) }
}

extension FileReport {
    /// The first folder of the name; of a file without one, `files`.
    package var suite: String {
        let parts = name.split(separator: "/")
        return parts.count > 1 ? String(parts[0]) : "files"
    }

    /// The cases that no implementation takes, and those of every implementation.
    package var totals: ReportTotals {
        runs.map(\.totals).reduce(
            into: ReportTotals(skipped: skipped, unreadable: error == nil ? 0 : 1), +=)
    }
}

extension ImplementationRun {
    package var totals: ReportTotals { ReportTotals(passed: passed, failed: failed, skipped: skipped) }
}

extension CoverageRow {
    package var verdict: ReportVerdict { ReportTotals(passed: passed, failed: failed).verdict }
}
