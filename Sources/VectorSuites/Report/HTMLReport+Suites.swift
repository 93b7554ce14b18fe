// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine

extension HTMLReport {
    /// One line a suite, and where the time went.
    var overviewSection: Section {
        let columns: [Column] = [
            .text("Verdict"), .text("Suite"), .number("Files"), .number("Ran"), .number("Passed"), .number("Failed"),
            .number("Skipped"), .number("Time"),
        ]
        let suites = report.suites
        let rows = suites.enumerated().map { index, suite -> Markup in
            let link: Markup = "<a href=\"#suite-\(index + 1)\">\(suite.name)</a>"
            return row(
                [badge(suite.totals.verdict), link, "\(ReportMeasure.count(suite.files.count))"]
                    + counts(suite.totals, seconds: suite.seconds), columns)
        }
        return Section(
            "overview", "Overview",
            """
            \(table(
                "Suites; a case counts once for each implementation that it was put to", style: "middle", columns,
                groups: [rows]))
            <div class="charts">
            \(BarChart(title: "Time by suite", bars: suites.map { .init(label: $0.name, seconds: $0.seconds) }).figure)
            \(BarChart(title: "Time by implementation", bars: implementationBars).figure)
            </div>
            """)
    }

    /// Every file, and in it every implementation.
    var suiteSection: Section {
        Section(
            "suites", "Suites",
            Markup(lines: report.suites.enumerated().map { suitePart(number: $0.offset + 1, $0.element) }))
    }

    private func suitePart(number: Int, _ suite: SuiteReport) -> Markup {
        let columns: [Column] = [
            .text("Verdict"), .text("Algorithm"), .text("Implementation"), .number("Ran"), .number("Passed"),
            .number("Failed"), .number("Skipped"), .number("Time"),
        ]
        return """
            <article id="suite-\(number)">
            <h3>\(suite.name) \(badge(suite.totals.verdict))</h3>
            \(table("Suite \(suite.name) by file and implementation", style: "wide", columns, groups: suite.files.map {
                fileRows($0, columns)
            }))
            </article>
            """
    }

    private func fileRows(_ file: FileReport, _ columns: [Column]) -> [Markup] {
        let header = groupHeader(
            """
            <code>\(file.name)</code>
            <div class="line"><span>\(file.format ?? "format unknown"), \
            \(ReportMeasure.count(file.caseCount, "case")), \(ReportMeasure.bytes(file.byteCount)), \
            \(ReportMeasure.duration(seconds: file.seconds))</span>
            <code class="hash">SHA-256 \(file.sha256)</code></div>
            """, columns: columns)
        let error = file.error.map { [note(.fail, "Could not be read: \($0)", columns: columns)] } ?? []
        let skips = file.skipped.sorted { $0.key < $1.key }.map { reason, count in
            note(.skip, "\(ReportMeasure.count(count, "case")), put to no implementation: \(reason)", columns: columns)
        }
        return [header] + error + file.runs.map { runRow($0, columns) } + skips
    }

    private func runRow(_ run: ImplementationRun, _ columns: [Column]) -> Markup {
        let skips = run.skipped.sorted { $0.key < $1.key }.map { reason, count -> Markup in
            "<li>\(ReportMeasure.count(count)) skipped: \(reason)</li>"
        }
        let implementation: Markup = """
            \(run.implementation) <span class="soft edition">\(run.edition.rawValue)</span>\
            \(skips.isEmpty ? Markup.empty : "<ul class=\"reasons\">\(skips)</ul>")
            """
        return row(
            [badge(run.totals.verdict), "<span class=\"whole\">\(run.algorithm)</span>", implementation]
                + counts(run.totals, seconds: run.seconds), columns)
    }

    /// Ran, passed, failed, skipped, time.
    private func counts(_ totals: ReportTotals, seconds: Double) -> [Markup] {
        let faults =
            (totals.failed > 0 || totals.unreadable == 0 ? [ReportMeasure.count(totals.failed)] : [])
            + (totals.unreadable > 0 ? [ReportMeasure.count(totals.unreadable, "file")] : [])
        let failed: Markup = "\(faults.joined(separator: " + "))"
        return [
            "\(ReportMeasure.count(totals.ran))", "\(ReportMeasure.count(totals.passed))",
            totals.verdict == .fail ? "<strong class=\"fail\">\(failed)</strong>" : failed,
            "\(ReportMeasure.count(totals.skippedCount))", "\(ReportMeasure.duration(seconds: seconds))",
        ]
    }

    /// The time of each implementation over all files, in the order first met.
    private var implementationBars: [BarChart.Bar] {
        var order: [String] = []
        var seconds: [String: Double] = [:]
        for run in report.files.flatMap(\.runs) {
            let label = "\(run.implementation), \(run.edition.rawValue)"
            if seconds[label] == nil { order.append(label) }
            seconds[label, default: 0] += run.seconds
        }
        return order.map { .init(label: $0, seconds: seconds[$0] ?? 0) }
    }
}
