// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine

extension HTMLReport {
    /// Every file at fault with its failures by name; nil when there are none.
    var failureSection: Section? {
        let files = report.files.filter { $0.totals.verdict == .fail }
        guard !files.isEmpty else { return nil }
        return Section("failures", "Failures", Markup(lines: files.map(failurePart)))
    }

    private func failurePart(_ file: FileReport) -> Markup {
        let error: Markup =
            file.error.map { reason in
                "<p>\(badge(.fail)) The file could not be read.</p>\n<p class=\"reason\">\(reason)</p>"
            } ?? .empty
        let runs = file.runs.filter { $0.failed > 0 }
        return """
            <article class="failure">
            <h3><code>\(file.name)</code></h3>
            \([error] + runs.map(failureList))
            </article>
            """
    }

    private func failureList(_ run: ImplementationRun) -> Markup {
        let ran = run.passed + run.failed
        let shown =
            run.failures.count < run.failed ? " The first \(ReportMeasure.count(run.failures.count)) of them:" : ""
        return """
            <p>\(badge(.fail)) <strong>\(run.algorithm)</strong> on \(run.implementation), \
            edition \(run.edition.rawValue): \
            \(ReportMeasure.count(run.failed)) of \(ReportMeasure.count(ran)) failed.\(shown)</p>
            <ul class="cases">
            \(run.failures.map { failure -> Markup in
                """
                <li><p><strong>\(failure.id)</strong> \
                <span class="soft">line \(ReportMeasure.count(failure.line))</span></p>
                <p class="reason">\(failure.reason)</p></li>
                """
            })
            </ul>
            """
    }
}
