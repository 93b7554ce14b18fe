// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// A number that several tasks raise.
package final class SharedCount: Sendable {
    private let count = Atomic(0)

    package init() {}

    package var value: Int { count.load(ordering: .sequentiallyConsistent) }

    package func add(_ number: Int = 1) { count.add(number, ordering: .sequentiallyConsistent) }

    /// Raises it, and says what it is then.
    package func next() -> Int { count.add(1, ordering: .sequentiallyConsistent).newValue }
}
