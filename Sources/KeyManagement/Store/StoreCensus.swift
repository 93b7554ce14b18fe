// SPDX-License-Identifier: Apache-2.0

/// Counts what a store holds, for those who watch it.
public protocol StoreCensus: Sendable {
    /// The store's keys counted as they are at `now`: what time alone brings about is taken into account, though it may
    /// not be carried out yet. Changes nothing.
    ///
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func statistics(at now: UnixTime) async throws(KeyStoreError) -> KeyStatistics

    /// How many keys there are whose state as stored counts towards a limit (``KeyState/countsTowardsLimit``).
    ///
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func keyCount() async throws(KeyStoreError) -> Int
}

/// The keys of a store in numbers, all of one moment.
public struct KeyStatistics: Sendable, Hashable {
    /// How many keys are in each state; every state is there.
    public let countByState: [KeyState: Int]
    /// How many keys hold imported material that ends within 30 days; those of the two next are among them.
    public let expiringWithin30Days: Int
    /// The same within 7 days.
    public let expiringWithin7Days: Int
    /// The same within one day.
    public let expiringWithin1Day: Int
    /// How many data keys the service hosts, in any state.
    public let hostedDataKeyCount: Int

    /// Numbers as a store counted them.
    public init(
        countByState: [KeyState: Int], expiringWithin30Days: Int, expiringWithin7Days: Int, expiringWithin1Day: Int,
        hostedDataKeyCount: Int
    ) {
        self.countByState = countByState
        self.expiringWithin30Days = expiringWithin30Days
        self.expiringWithin7Days = expiringWithin7Days
        self.expiringWithin1Day = expiringWithin1Day
        self.hostedDataKeyCount = hostedDataKeyCount
    }

    /// How many keys count towards a limit on their number.
    public var keyCount: Int {
        countByState.reduce(0) { sum, count in count.key.countsTowardsLimit ? sum + count.value : sum }
    }
}
