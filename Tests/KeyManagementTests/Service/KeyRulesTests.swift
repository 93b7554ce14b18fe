// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

@Suite struct KeyRulesTests {
    @Test(arguments: Edition.allCases, KeyRule.all)
    func `the nine rules of the key hold, with keys cached and not`(edition: Edition, rule: KeyRule) async throws {
        for cache in [KeyCachePolicy.off, .standard] {
            try await rule.verify(KeyServiceFixture(edition, cache: cache))
        }
    }
}
