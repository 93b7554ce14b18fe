// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyManagement

/// Points in time as people read and write them: ISO 8601 in UTC.
enum Moment {
    /// `2026-11-24T02:39:30Z`.
    static func text(_ time: UnixTime) -> String {
        Date(timeIntervalSince1970: TimeInterval(time.seconds)).formatted(.iso8601)
    }

    /// The time and how far off it is: `2026-11-24T02:39:30Z (in 7 days)`.
    static func phrase(_ time: UnixTime, seenFrom now: UnixTime) -> String {
        let distance = time.seconds - now.seconds
        let span = span(seconds: abs(distance))
        if distance == 0 { return "\(text(time)) (now)" }
        return "\(text(time)) (\(distance >= 0 ? "in \(span)" : "\(span) ago"))"
    }

    /// Reads Unix seconds, `2027-01-31T12:00:00Z` (or with an offset, such as `+08:00`), or the date alone, which means
    /// its first moment in UTC.
    ///
    /// - Returns: nil for anything else.
    static func parse(_ text: String) -> UnixTime? {
        if let seconds = Int64(text) { return UnixTime(seconds: seconds) }
        let date =
            (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle().year().month().day()))
        guard let date, text.utf8.count == 10 || text.utf8.contains(UInt8(ascii: "T")) else { return nil }
        return UnixTime(seconds: Int64(date.timeIntervalSince1970))
    }

    private static func span(seconds: Int64) -> String {
        switch seconds {
        case ..<120: count(seconds, "second")
        case ..<7_200: count(seconds / 60, "minute")
        case ..<172_800: count(seconds / 3_600, "hour")
        default: count(seconds / 86_400, "day")
        }
    }

    private static func count(_ number: Int64, _ unit: String) -> String {
        "\(number) \(unit)\(number == 1 ? "" : "s")"
    }
}
