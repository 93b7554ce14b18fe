// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@Suite struct PrincipalRulesTests {
    @Test(arguments: Edition.allCases, PrincipalRule.all)
    func `what credentials promise holds`(edition: Edition, rule: PrincipalRule) async throws {
        try await rule.verify(KeyServiceFixture(edition))
    }
}
