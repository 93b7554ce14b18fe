// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// Counts, sizes and times as the report writes them, whatever the locale.
enum ReportMeasure {
    /// `15,750`.
    static func count(_ count: Int) -> String {
        let digits = String(count.magnitude)
        let grouped = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : String(digit)
        }
        return (count < 0 ? "−" : "") + grouped.joined()
    }

    /// `1 file`, `45 files`.
    static func count(_ count: Int, _ noun: String) -> String {
        "\(self.count(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// `512 bytes`, `1.5 kB`, `64 MB`: powers of 1000.
    static func bytes(_ count: Int) -> String {
        guard count >= 1000 else { return self.count(count, "byte") }
        var value = Double(count)
        var unit = "bytes"
        for larger in ["kB", "MB", "GB", "TB"] where value >= 999.5 {
            value /= 1000
            unit = larger
        }
        return "\(decimal(value, places: value < 9.95 ? 1 : 0)) \(unit)"
    }

    /// `850 µs`, `12 ms`, `3.4 s`, `2 min 05 s`, `1 h 20 min`. Negative and undefined times are `0 µs`.
    static func duration(seconds: Double) -> String {
        let seconds = seconds > 0 ? min(seconds, 1e9) : 0
        switch seconds {
        case ..<0.000_999_5: return "\(decimal(seconds * 1e6, places: 0)) µs"
        case ..<0.999_5: return "\(decimal(seconds * 1e3, places: 0)) ms"
        case ..<9.95: return "\(decimal(seconds, places: 1)) s"
        case ..<59.5: return "\(decimal(seconds, places: 0)) s"
        case ..<3599.5:
            let whole = Int(seconds.rounded())
            return "\(whole / 60) min \(twoDigits(whole % 60)) s"
        default:
            let minutes = Int((seconds / 60).rounded())
            return "\(minutes / 60) h \(twoDigits(minutes % 60)) min"
        }
    }

    /// With a point and that many decimals.
    static func decimal(_ value: Double, places: Int) -> String {
        String(format: "%.\(places)f", value)
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
