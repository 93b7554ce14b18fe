// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// The numbers that whoever watches the service gets.
@Suite struct StatisticsTests {
    @Test(arguments: Edition.allCases)
    func `keys are counted as they are now, and counting changes nothing`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        _ = try await fixture.dataKey("first", under: key.id)
        let expiring = try await fixture.key("brought", origin: .external)
        try await fixture.import(fixture.material(), into: expiring.id, validTo: fixture.clock.now.adding(days: 8))
        let doomed = try await fixture.key("doomed")
        _ = try await fixture.dataKey("second", under: doomed.id)
        try await service.disableKey(.id(doomed.id), for: caller)
        try await service.scheduleKeyDeletion(.id(doomed.id), days: 9, for: caller)
        let count = try await fixture.auditRecords().count
        // days from now: keys enabled, pending import, pending delete; expiring within 30, 7, 1 days; data keys
        let days: [(Int, [Int])] = [
            (0, [2, 0, 1, 1, 0, 0, 2]), (1, [2, 0, 1, 1, 1, 0, 2]), (6, [2, 0, 1, 1, 1, 1, 2]),
            (1, [1, 1, 1, 0, 0, 0, 2]),
            (1, [1, 1, 0, 0, 0, 0, 1]),
        ]
        for (step, expected) in days {
            fixture.clock.advance(days: step)
            let seen = try await service.statistics()
            let states = [KeyState.enabled, .pendingImport, .pendingDelete].map { seen.countByState[$0] ?? -1 }
            let counts = [seen.expiringWithin30Days, seen.expiringWithin7Days, seen.expiringWithin1Day]
            #expect(states + counts + [seen.hostedDataKeyCount] == expected)
            #expect(seen.countByState[.disabled] == 0 && seen.countByState[.archived] == 0)
        }
        #expect(try await fixture.auditRecords().count == count)
    }
}
