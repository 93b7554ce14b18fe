// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyStoreSQLite
import TestSupport
import Testing

/// The credentials' promises once more, with credentials that rest in a database.
@Suite struct PrincipalRulesTests {
    @Test(arguments: Edition.allCases, PrincipalRule.all)
    func `what credentials promise holds on SQLite`(edition: Edition, rule: PrincipalRule) async throws {
        try await TemporaryFolder.with { folder in
            let fixture = try await KeyServiceFixture(edition) { identity in
                try SQLiteKeyStore.create(at: folder.path("hufu.db"), identity: identity)
            }
            try await rule.verify(fixture)
        }
    }
}
