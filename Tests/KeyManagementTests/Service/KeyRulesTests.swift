// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@Suite struct KeyRulesTests {
    @Test(arguments: Edition.allCases, KeyRule.all)
    func `the nine rules of the key hold`(edition: Edition, rule: KeyRule) async throws {
        try await rule.verify(KeyServiceFixture(edition))
    }
}
