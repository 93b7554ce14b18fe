// SPDX-License-Identifier: Apache-2.0
internal import Glibc
internal import KeyManagement
internal import Synchronization

/// The value of the `Date` field (RFC 9110 §5.6.7), written once a second. Threads share it.
final class DateField: Sendable {
    private let known = Mutex<(time: UnixTime, text: String)?>(nil)

    /// Such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    var now: String { text(of: SystemWallClock().now) }

    /// The field's value at that moment.
    func text(of time: UnixTime) -> String {
        known.withLock { known in
            if let known, known.time == time { return known.text }
            let text = Self.write(Int(time.seconds))
            known = (time, text)
            return text
        }
    }

    private static func write(_ seconds: Int) -> String {
        var (seconds, parts) = unsafe (seconds, tm())
        unsafe gmtime_r(&seconds, &parts)
        // The process never leaves the locale "C", whose names of days and months the field wants.
        return unsafe String(unsafeUninitializedCapacity: 32) { text in
            unsafe text.withMemoryRebound(to: CChar.self) { text in
                unsafe strftime(text.baseAddress, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
            }
        }
    }
}
