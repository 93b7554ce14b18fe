// SPDX-License-Identifier: Apache-2.0

/// A page in Prometheus's text format, version 0.0.4.
struct MetricsPage {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    enum Kind: String { case counter, gauge, histogram }

    private(set) var text = ""
    private var name = ""

    /// Begins a metric; its samples follow.
    mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// One sample of the metric.
    mutating func sample(_ labels: KeyValuePairs<String, String>, _ value: some CustomStringConvertible) {
        text += "\(name)\(Self.set(labels.map { ($0.key, $0.value) })) \(value)\n"
    }

    /// The samples of one histogram.
    mutating func histogram(_ labels: KeyValuePairs<String, String>, _ histogram: Histogram) {
        let labels = labels.map { ($0.key, $0.value) }
        var total: UInt64 = 0
        for (place, count) in histogram.counts.enumerated() {
            total += count
            let bound = place < Histogram.bounds.count ? "\(Histogram.bounds[place])" : "+Inf"
            text += "\(name)_bucket\(Self.set(labels + [("le", bound)])) \(total)\n"
        }
        text += "\(name)_sum\(Self.set(labels)) \(histogram.sum)\n\(name)_count\(Self.set(labels)) \(total)\n"
    }

    private static func set(_ labels: [(String, String)]) -> String {
        guard !labels.isEmpty else { return "" }
        let pairs = labels.map { name, value in
            let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            return "\(name)=\"\(escaped)\""
        }
        return "{\(pairs.joined(separator: ","))}"
    }
}
