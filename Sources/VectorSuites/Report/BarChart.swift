// SPDX-License-Identifier: Apache-2.0

/// Times as horizontal bars: inline SVG whose lengths are percentages, so that text keeps its size in every window.
struct BarChart {
    struct Bar {
        let label: String
        let seconds: Double
    }

    let title: String
    let bars: [Bar]

    private static let rowHeight = 44
    private static let axisHeight = 28

    /// The chart with its title.
    var figure: Markup {
        guard !bars.isEmpty else { return .empty }
        let height = bars.count * Self.rowHeight + Self.axisHeight
        return """
            <figure>
            <figcaption>\(title)</figcaption>
            <svg width="100%" height="\(height)" role="img" aria-label="\(title): \(summary)">
            \(axis(height: height))
            \(bars.enumerated().map { row(number: $0.offset, $0.element) })
            </svg>
            </figure>
            """
    }

    /// What a reader who does not see the bars hears.
    private var summary: String {
        bars.map { "\($0.label) \(ReportMeasure.duration(seconds: $0.seconds))" }.joined(separator: "; ")
    }

    private func row(number: Int, _ bar: Bar) -> Markup {
        let top = number * Self.rowHeight
        return """
            <text class="label" x="0" y="\(top + 18)"><title>\(bar.label)</title>\(Self.short(bar.label))</text>
            <text class="value" x="100%" y="\(top + 18)">\(ReportMeasure.duration(seconds: bar.seconds))</text>
            <rect class="bar" x="0" y="\(top + 25)" width="\(percent(bar.seconds))" height="10" rx="2"/>
            """
    }

    /// What fits beside a time in the narrowest window. The whole label is the text's title.
    private static func short(_ label: String) -> String {
        let limit = 32
        return label.count > limit ? label.prefix(limit - 1) + "…" : label
    }

    /// A line and a time at each tick.
    private func axis(height: Int) -> Markup {
        let bottom = height - Self.axisHeight
        return Markup(
            lines: ticks.map { tick -> Markup in
                let anchor = tick == 0 ? "start" : (tick > scale * 0.9 ? "end" : "middle")
                return """
                    <line class="grid" x1="\(percent(tick))" x2="\(percent(tick))" y1="0" y2="\(bottom)"/>
                    <text class="tick" x="\(percent(tick))" y="\(bottom + 18)" text-anchor="\(anchor)">\
                    \(tickLabel(tick))</text>
                    """
            })
    }

    private func tickLabel(_ tick: Double) -> String { tick == 0 ? "0" : ReportMeasure.duration(seconds: tick) }

    private func percent(_ seconds: Double) -> String {
        "\(ReportMeasure.decimal(max(0, min(1, seconds / scale)) * 100, places: 2))%"
    }

    private var ticks: [Double] { (0...Self.tickCount).map { scale * Double($0) / Double(Self.tickCount) } }

    private static let tickCount = 4

    /// What the axis ends at: the smallest of 1, 2, 4, 8 times a power of ten that holds every bar.
    private var scale: Double {
        let longest = max(bars.map(\.seconds).filter(\.isFinite).max() ?? 0, 1e-6)
        var decade = 1e-6
        while decade * 8 < longest { decade *= 10 }
        return [1, 2, 4, 8].map { $0 * decade }.first { $0 >= longest } ?? longest
    }
}
