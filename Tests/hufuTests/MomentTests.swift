// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

@testable import hufu

/// Times as people read and write them.
struct MomentTests {
    @Test(arguments: [
        ("0", 0), ("1795488495", 1_795_488_495), ("2026-11-24T02:48:15Z", 1_795_488_495),
        ("2026-11-24T10:48:15+08:00", 1_795_488_495), ("2026-11-24", 1_795_478_400), ("1970-01-01", 0),
    ])
    func `reads seconds, ISO 8601 and dates`(text: String, seconds: Int) {
        #expect(Moment.parse(text)?.seconds == Int64(seconds))
    }

    @Test(arguments: [
        "", "soon", "2026-13-01", "2026-11-24T02:48", "24.11.2026", "2026-11-24 and more",
        "2026-11-24T02:48:15", "2026-11-24T02:48:15Z and more", "2026-02-30", "1e9",
    ])
    func `refuses anything else`(text: String) {
        #expect(Moment.parse(text) == nil)
    }

    @Test(arguments: [
        (0, "now"), (1, "in 1 second"), (-119, "119 seconds ago"), (7_199, "in 119 minutes"),
        (7_200, "in 2 hours"), (172_799, "in 47 hours"), (172_800, "in 2 days"), (-86_400 * 30, "30 days ago"),
    ])
    func `says how far off a time is`(distance: Int, phrase: String) {
        let now = UnixTime(seconds: 1_795_488_495)
        let text = Moment.phrase(UnixTime(seconds: now.seconds + Int64(distance)), seenFrom: now)
        #expect(text.hasSuffix(" (\(phrase))"))
        #expect(Moment.text(now) == "2026-11-24T02:48:15Z")
    }
}
