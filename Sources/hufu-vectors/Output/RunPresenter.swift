// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEngine
import VectorSuites

/// A run as text: each file, who ran it and what came of it; then the sums.
struct RunPresenter {
    let report: RunReport

    func show() {
        for file in report.files { show(file) }
        Terminal.print("")
        showSums()
    }

    func showSums() {
        let summary = report.summary
        Terminal.print(
            "\(count(summary.fileCount, "file")), \(count(summary.caseCount, "case")): "
                + "\(summary.passed) passed, \(summary.failed) failed, \(summary.skipped) skipped"
                + (summary.unreadable > 0 ? "; \(count(summary.unreadable, "file")) could not be read" : "")
                + ", in \(Measure.duration(.seconds(report.seconds)))")
    }

    func show(_ file: FileReport) {
        if let error = file.error { return Terminal.print("\n\(file.name.shown)\n  FAILED  \(error)") }
        let cases = file.caseCount > 0 ? ", \(count(file.caseCount, "case"))" : ""
        Terminal.print("\n\(file.name.shown): \((file.format ?? "").shown)\(cases)")
        for (reason, number) in file.skipped.sorted(by: { $0.key < $1.key }) {
            Terminal.print("  not run  \(number)  \(reason)")
        }
        for (run, line) in zip(file.runs, Terminal.lines(ofTable: file.runs.map(row))) {
            Terminal.print("  " + line)
            for (reason, number) in run.skipped.sorted(by: { $0.key < $1.key }) {
                Terminal.print("      \(number) skipped: \(reason)")
            }
            for failure in run.failures {
                Terminal.print("      FAILED \(failure.id) (line \(failure.line)): \(failure.reason)")
            }
            if run.failed > run.failures.count {
                Terminal.print("      … and \(run.failed - run.failures.count) more")
            }
        }
    }

    private func row(_ run: ImplementationRun) -> [String] {
        let totals = run.totals
        return [
            run.edition.rawValue, run.algorithm, run.implementation, "\(totals.passed) passed",
            "\(totals.failed) failed", "\(totals.skippedCount) skipped",
        ]
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
