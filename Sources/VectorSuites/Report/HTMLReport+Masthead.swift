// SPDX-License-Identifier: Apache-2.0

extension HTMLReport {
    /// The title, the verdict, its figures.
    var masthead: Markup {
        let totals = report.totals
        return """
            <header>
            <p class="brand">hufu</p>
            <h1>Test vector report</h1>
            <div class="verdict \(Self.styleClass(of: totals.verdict))">
            <p class="word">\(totals.verdict.rawValue)</p>
            <p>\(Self.sentence(for: totals, of: report))</p>
            </div>
            <dl class="figures">
            \(figure("Passed", ReportMeasure.count(totals.passed)))
            \(figure("Failed", ReportMeasure.count(totals.failed)))
            \(figure("Skipped", ReportMeasure.count(totals.skippedCount)))
            \(figure("Files", ReportMeasure.count(report.files.count)))
            \(figure("Time", ReportMeasure.duration(seconds: report.seconds)))
            </dl>
            <dl class="facts">
            \(fact("Began", "<time datetime=\"\(report.startedAt)\">\(moment)</time>"))
            \(fact("Asked for", "<code>\(commandLine)</code>"))
            </dl>
            </header>
            """
    }

    /// What the verdict rests on. Cases count once for each implementation.
    static func sentence(for totals: ReportTotals, of report: RunReport) -> String {
        let cases = report.files.map(\.caseCount).reduce(0, +)
        let scope =
            "\(ReportMeasure.count(cases, "case")) in \(ReportMeasure.count(report.files.count, "file")), "
            + "answered \(ReportMeasure.count(totals.ran, "time"))"
        switch totals.verdict {
        case .pass: return "\(scope): every answer is the expected one."
        case .skip: return "\(scope): nothing was run, so nothing is shown."
        case .fail:
            let files = report.files.filter { $0.totals.verdict == .fail }.count
            let unreadable =
                totals.unreadable > 0 ? "; \(ReportMeasure.count(totals.unreadable, "file")) could not be read" : ""
            return "\(scope): \(ReportMeasure.count(totals.failed, "answer")) wrong\(unreadable). "
                + "At fault: \(ReportMeasure.count(files, "file"))."
        }
    }

    /// `2026-02-03 09:41:07 UTC` of `2026-02-03T09:41:07Z`.
    private var moment: String {
        guard report.startedAt.hasSuffix("Z") else { return report.startedAt }
        return report.startedAt.dropLast().split(separator: "T").joined(separator: " ") + " UTC"
    }

    private var commandLine: String {
        (["hufu-vectors"] + report.arguments).joined(separator: " ")
    }

    private func figure(_ name: String, _ value: String) -> Markup {
        "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
    }

    /// A line of a list of facts.
    func fact(_ name: String, _ value: Markup) -> Markup { "<div><dt>\(name)</dt><dd>\(value)</dd></div>" }

    /// A verdict in a table: the word, with its colour.
    func badge(_ verdict: ReportVerdict) -> Markup {
        "<span class=\"badge \(Self.styleClass(of: verdict))\">\(verdict.rawValue)</span>"
    }

    static func styleClass(of verdict: ReportVerdict) -> String {
        switch verdict {
        case .pass: "pass"
        case .fail: "fail"
        case .skip: "skip"
        }
    }
}
