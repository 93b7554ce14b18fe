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
        let form = #/(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:Z|([+-])(\d{2}):(\d{2})))?/#
        guard let (_, day, time, sign, hours, minutes) = text.wholeMatch(of: form)?.output else { return nil }
        let local = "\(day)T\(time ?? "00:00:00")Z"
        // Foundation reads 30 February as 2 March: what it read must be what was written.
        guard let date = try? Date(local, strategy: .iso8601), date.formatted(.iso8601) == local else { return nil }
        let offset = (hours.flatMap { Int64($0) } ?? 0) * 3_600 + (minutes.flatMap { Int64($0) } ?? 0) * 60
        return UnixTime(seconds: Int64(date.timeIntervalSince1970) - (sign == "-" ? -offset : offset))
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
