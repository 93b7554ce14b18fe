// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Sizes and times as people read them.
package enum Measure {
    /// `512 bytes`, `1.5 kB`, `64 MB`: powers of 1000, three digits at most.
    package static func bytes(_ count: UInt64) -> String {
        guard count >= 1000 else { return count == 1 ? "1 byte" : "\(count) bytes" }
        var value = Double(count)
        var unit = "bytes"
        for larger in ["kB", "MB", "GB", "TB", "PB"] where value >= 999.5 {
            value /= 1000
            unit = larger
        }
        return String(format: value < 9.95 ? "%.1f \(unit)" : "%.0f \(unit)", value)
    }

    /// `850 µs`, `12 ms`, `3.4 s`, `2 min 05 s`, `1 h 20 min`.
    package static func duration(_ duration: Duration) -> String {
        let seconds = seconds(duration)
        switch seconds {
        case ..<0.000_999_5: return String(format: "%.0f µs", seconds * 1e6)
        case ..<0.999_5: return String(format: "%.0f ms", seconds * 1e3)
        case ..<9.95: return String(format: "%.1f s", seconds)
        case ..<59.5: return String(format: "%.0f s", seconds)
        case ..<3599.5:
            let whole = Int(seconds.rounded())
            return String(format: "%d min %02d s", whole / 60, whole % 60)
        default:
            let minutes = Int((seconds / 60).rounded())
            return String(format: "%d h %02d min", minutes / 60, minutes % 60)
        }
    }

    /// The duration in seconds.
    package static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
