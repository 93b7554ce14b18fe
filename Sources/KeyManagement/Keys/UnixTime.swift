// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A point in time: whole seconds since 1970-01-01 00:00:00 UTC.
public struct UnixTime: Sendable, Hashable, Comparable, Codable {
    /// Seconds since the epoch.
    public let seconds: Int64

    /// The time `seconds` after the epoch.
    public init(seconds: Int64) { self.seconds = seconds }

    /// The earlier time is the smaller.
    public static func < (left: UnixTime, right: UnixTime) -> Bool { left.seconds < right.seconds }

    /// The time `days` days of 86,400 seconds later.
    public func adding(days: Int) -> UnixTime { UnixTime(seconds: seconds + Int64(days) * 86_400) }

    /// The time `seconds` later.
    public func adding(seconds: Int64) -> UnixTime { UnixTime(seconds: self.seconds + seconds) }

    /// Reads plain seconds.
    public init(from decoder: any Decoder) throws {
        seconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes plain seconds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}

/// Tells the time of day. Passed in, so that tests move it; nothing in the key management sleeps.
public protocol WallClock: Sendable {
    /// The time now.
    var now: UnixTime { get }
}

/// The machine's own clock.
public struct SystemWallClock: WallClock {
    /// A clock that reads CLOCK_REALTIME.
    public init() {}

    /// The time now.
    public var now: UnixTime { UnixTime(seconds: Int64(time(nil))) }
}
