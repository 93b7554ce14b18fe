// SPDX-License-Identifier: Apache-2.0

extension HTMLReport {
    /// Every reason for a skip, with how many cases and files it concerns.
    var skipSection: Section {
        let skips = report.skips
        guard !skips.isEmpty else { return Section("skips", "Skipped", "<p>Nothing was skipped.</p>") }
        let columns: [Column] = [.text("Reason"), .number("Cases"), .number("Files")]
        let rows = skips.map { skip in
            row(
                [
                    "\(skip.reason)", "\(ReportMeasure.count(skip.count))",
                    "\(ReportMeasure.count(skip.files.count))",
                ], columns)
        }
        return Section(
            "skips", "Skipped",
            """
            <p>Each reason with the number of its cases, once for each implementation. The suites name it beside every
            file and implementation that it concerns.</p>
            \(table("Reasons for skipping", style: "narrow", columns, groups: [rows]))
            """)
    }

    /// Clause → algorithm → file → verdict.
    var coverageSection: Section {
        let columns: [Column] = [
            .text("Verdict"), .text("Clause"), .text("Algorithm"), .text("Files"), .number("Passed"), .number("Failed"),
        ]
        var standards: [String] = []
        var rows: [String: [Markup]] = [:]
        for clause in report.coverage {
            if rows[clause.standard] == nil {
                standards.append(clause.standard)
                rows[clause.standard] = [groupHeader("\(clause.standard)", columns: columns)]
            }
            rows[clause.standard]?.append(
                row(
                    [
                        badge(clause.verdict), "\(clause.clause)", "<span class=\"whole\">\(clause.algorithm)</span>",
                        fileList(clause.files),
                        "\(ReportMeasure.count(clause.passed))", "\(ReportMeasure.count(clause.failed))",
                    ], columns))
        }
        guard !standards.isEmpty else { return Section("coverage", "Coverage", "<p>No clause was covered.</p>") }
        return Section(
            "coverage", "Coverage",
            table(
                "Clauses of the standards and what was run for each", style: "wide", columns,
                groups: standards.map { rows[$0] ?? [] }))
    }

    private func fileList(_ files: [String]) -> Markup {
        guard !files.isEmpty else { return "none" }
        return "<ul class=\"files\">\(files.map { file -> Markup in "<li><code>\(file)</code></li>" })</ul>"
    }
}

/// One reason for skipping, over the whole run.
struct SkipSummary {
    let reason: String
    var count: Int
    /// Names, in the order run.
    var files: [String]
}

extension RunReport {
    /// By falling number of cases, then by reason.
    var skips: [SkipSummary] {
        var skips: [String: SkipSummary] = [:]
        for file in files {
            for (reason, count) in file.totals.skipped where count > 0 {
                skips[reason, default: SkipSummary(reason: reason, count: 0, files: [])].count += count
                skips[reason]?.files.append(file.name)
            }
        }
        return skips.values.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}
