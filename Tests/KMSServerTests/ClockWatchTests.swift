// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import KMSServer

/// When a wall clock counts as sane.
@Suite struct ClockWatchTests {
    private static let start = ClockWatch.earliest + 1_000_000

    @Test func `a clock that keeps pace is sane, to 300 s either way`() {
        for drift: Int64 in [0, 300, -300] {
            var watch = ClockWatch(wall: Self.start, steady: 0)
            #expect(watch.finding(wall: Self.start + 50 + drift, steady: 50) == "ok")
        }
    }

    @Test(arguments: [301, -301, 86_400, -86_400] as [Int64])
    func `a jump is wrong for ten minutes, then where it led is taken`(jump: Int64) {
        var watch = ClockWatch(wall: Self.start, steady: 0)
        for steady: Int64 in [100, 101, 400, 699] {
            #expect(watch.finding(wall: Self.start + steady + jump, steady: steady).hasPrefix("it jumped"), "\(steady)")
        }
        #expect(watch.finding(wall: Self.start + 700 + jump, steady: 700) == "ok")
        #expect(watch.finding(wall: Self.start + 701 + jump, steady: 701) == "ok")
        #expect(watch.finding(wall: Self.start + 702, steady: 702).hasPrefix("it jumped"), "the old time is a jump now")
    }

    @Test func `a clock that jumps again begins its ten minutes anew, and one that jumps back is sane at once`() {
        var watch = ClockWatch(wall: Self.start, steady: 0)
        #expect(watch.finding(wall: Self.start + 1000, steady: 1) != "ok")
        #expect(watch.finding(wall: Self.start + 5500, steady: 500) != "ok")
        #expect(watch.finding(wall: Self.start + 5601, steady: 601) != "ok")
        #expect(watch.finding(wall: Self.start + 6099, steady: 1099) != "ok")
        #expect(watch.finding(wall: Self.start + 1100, steady: 1100) == "ok")
        #expect(watch.finding(wall: Self.start + 6101, steady: 1101) != "ok", "the return ended what was seen before")
    }

    @Test func `a clock before the server was written is wrong`() {
        var watch = ClockWatch(wall: 0, steady: 0)
        #expect(watch.finding(wall: 5, steady: 5) == "it is before 2025-11-24")
        #expect(watch.finding(wall: ClockWatch.earliest - 1, steady: 9) == "it is before 2025-11-24")
    }
}
