// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import KeyStoreSQLite
import TestSupport
import Testing

/// The nine rules once more, with keys that rest in a database.
@Suite struct KeyRulesTests {
    @Test(arguments: Edition.allCases, KeyRule.all)
    func `the nine rules of the key hold on SQLite, with keys cached and not`(
        edition: Edition, rule: KeyRule
    ) async throws {
        for cache in [KeyCachePolicy.off, .standard] {
            try await TemporaryFolder.with { folder in
                let fixture = try await KeyServiceFixture(edition, cache: cache) { identity in
                    try SQLiteKeyStore.create(at: folder.path("hufu.db"), identity: identity)
                }
                try await rule.verify(fixture)
            }
        }
    }
}
