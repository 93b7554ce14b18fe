// SPDX-License-Identifier: Apache-2.0
package import KeyManagement
import Synchronization

/// A clock that tests move.
package final class TestClock: WallClock {
    private let seconds: Atomic<Int64>

    package init(seconds: Int64 = 1_790_000_000) { self.seconds = Atomic(seconds) }

    package var now: UnixTime { UnixTime(seconds: seconds.load(ordering: .sequentiallyConsistent)) }

    package func advance(seconds: Int64) { self.seconds.add(seconds, ordering: .sequentiallyConsistent) }

    package func advance(days: Int) { advance(seconds: Int64(days) * 86_400) }
}
