// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// Counts are of the keys as they are at that moment.
    static let statisticsClauses = [
        KeyStoreContract("an empty store counts nothing, and names every state") { store in
            let seen = try await store.statistics(at: UnixTime(seconds: 0))
            #expect(seen == .sample())
        },
        KeyStoreContract("keys count as what expiry and deletion dates make of them") { store in
            let now = UnixTime(seconds: 1_000_000)
            let rows: [(state: KeyState, validTo: Int64?, deletionDate: Int64?)] = [
                (.enabled, nil, nil), (.enabled, 0, nil), (.enabled, 1, nil), (.enabled, 86_400, nil),
                (.disabled, 86_401, nil), (.disabled, 7 * 86_400, nil), (.archived, 7 * 86_400 + 1, nil),
                (.archived, 30 * 86_400, nil), (.archived, 30 * 86_400 + 1, nil), (.archived, -5, nil),
                (.pendingImport, nil, nil), (.pendingDelete, -1, 1), (.pendingDelete, 1, 86_400),
                (.pendingDelete, 1, 0), (.pendingDelete, nil, -1),
            ]
            for (index, row) in rows.enumerated() {
                var key = try CustomerMasterKey.sample(UInt32(index), origin: .external)
                key.state = row.state
                key.holdsMaterial = row.validTo != nil
                key.validTo = row.validTo.map { UnixTime(seconds: now.seconds + $0) }
                key.deletionDate = row.deletionDate.map { UnixTime(seconds: now.seconds + $0) }
                try await store.commit(.insert(key))
            }
            for (number, key, deletionDate): (UInt32, UInt32, Int64?) in [
                (100, 0, nil), (101, 0, 1), (102, 0, 0), (103, 12, nil), (104, 13, nil), (105, 13, 9),
            ] {
                var dataKey = try HostedDataKey.sample(number, of: key)
                dataKey.deletionDate = deletionDate.map { UnixTime(seconds: now.seconds + $0) }
                try await store.host(dataKey)
            }
            let expected = KeyStatistics.sample(
                [.enabled: 3, .disabled: 2, .archived: 3, .pendingImport: 3, .pendingDelete: 2],
                expiring: (7, 5, 3), hostedDataKeyCount: 3)
            #expect(try await store.statistics(at: now) == expected)
        },
    ]
}

extension KeyStatistics {
    fileprivate static func sample(
        _ counts: [KeyState: Int] = [:], expiring: (Int, Int, Int) = (0, 0, 0), hostedDataKeyCount: Int = 0
    ) -> KeyStatistics {
        KeyStatistics(
            countByState: Dictionary(uniqueKeysWithValues: KeyState.allCases.map { ($0, counts[$0] ?? 0) }),
            expiringWithin30Days: expiring.0, expiringWithin7Days: expiring.1, expiringWithin1Day: expiring.2,
            hostedDataKeyCount: hostedDataKeyCount)
    }
}
