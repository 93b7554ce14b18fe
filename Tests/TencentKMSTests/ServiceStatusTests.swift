// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// GetServiceStatus tells what is in force here.
@Suite struct ServiceStatusTests {
    @Test(
        arguments: [
            (.init(), 300), (.init(scale: 10), 3000), (.init(actions: ["Encrypt": 12_000]), 12_000),
            (.init(scale: nil), 0),
            (.init(scale: 0.001), 1), (.init(scale: 1e300), 1_000_000_000),
        ] as [(RequestLimiter.Rates, Int)])
    func `its rates are those of this server, 0 for none`(rates: RequestLimiter.Rates, expected: Int) async throws {
        let wire = try await WireFixture(.fips, rates: rates)
        let answer = try await wire.ask("GetServiceStatus")
        #expect(answer["QpsLimit"]?.number == expected && answer["QpsTotalLimit"]?.number == expected)
        #expect(answer["RegionsQps"]?.elements.map { $0["Qps"]?.number } == [expected])
    }

    @Test func `its count of keys leaves out those that wait for their end`() async throws {
        let wire = try await WireFixture(.fips, site: Site(keyLimit: 9))
        for name in ["one", "two", "three"] { _ = try await wire.keys.key(name) }
        let doomed = try await wire.keys.key("doomed").id
        try await wire.keys.service.disableKey(.id(doomed), for: wire.keys.caller)
        try await wire.keys.service.scheduleKeyDeletion(.id(doomed), days: 7, for: wire.keys.caller)
        let answer = try await wire.ask("GetServiceStatus")
        #expect(answer["CmkUserCount"]?.number == 3 && answer["CmkLimit"]?.number == 9)
    }
}
