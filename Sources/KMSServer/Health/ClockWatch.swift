// SPDX-License-Identifier: Apache-2.0

/// Tells by the steady clock whether the wall clock jumped. Values only: who asks brings both times.
///
/// A jump of more than 300 s is found wrong until the wall clock has gone evenly for ten minutes after it: long enough that
/// somebody sees it, and a clock that was set right does not stay wrong.
struct ClockWatch {
    /// Seconds by which the wall clock may leave the steady one.
    static let tolerance: Int64 = 300
    /// How long it goes evenly, in seconds, before where it jumped to is taken.
    static let probation: Int64 = 600
    /// 2025-11-24: no clock shows less, this was written later.
    static let earliest: Int64 = 1_764_000_000

    /// Wall time at steady 0.
    private var origin: Int64
    /// Where it jumped to, and when on the steady clock that was first seen.
    private var jump: (origin: Int64, since: Int64)?

    /// Begins with the wall clock as it is.
    ///
    /// - Parameters:
    ///   - wall: Unix time in seconds.
    ///   - steady: seconds of a clock that nobody sets.
    init(wall: Int64, steady: Int64) { origin = wall - steady }

    /// `ok`, or what is wrong at these times.
    mutating func finding(wall: Int64, steady: Int64) -> String {
        guard wall >= Self.earliest else { return "it is before 2025-11-24" }
        let origin = wall - steady
        if (origin - self.origin).magnitude <= Self.tolerance {
            jump = nil
            return "ok"
        }
        guard let seen = jump, (origin - seen.origin).magnitude <= Self.tolerance else {
            jump = (origin, since: steady)
            return Self.jumped
        }
        guard steady - seen.since >= Self.probation else { return Self.jumped }
        self.origin = seen.origin
        jump = nil
        return "ok"
    }

    private static let jumped = "it jumped by more than 300 s within the last ten minutes"
}
