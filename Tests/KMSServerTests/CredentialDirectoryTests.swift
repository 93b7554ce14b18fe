// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

@testable import KMSServer

/// Credentials while the server runs.
@Suite(.timeLimit(.minutes(2))) struct CredentialDirectoryTests {
    @Test(arguments: Edition.allCases)
    func `a reload takes up what changed at once`(edition: Edition) async throws {
        try await LiveServer.with(edition) { server in
            let keys = server.keys
            let selector = try CredentialSelector("everything")
            #expect(try await server.ask("ListKeys").code == nil)
            try await keys.principals.setPolicy(.nothing, of: selector, for: keys.caller)
            await server.signers.reload()
            #expect(try await server.ask("ListKeys").code == "UnauthorizedOperation")
            try await keys.principals.disable(selector, for: keys.caller)
            await server.signers.reload()
            #expect(try await server.ask("ListKeys").code == "AuthFailure.SecretIdNotFound")
        }
    }

    @Test func `without a reload a change is noticed before long, too`() async throws {
        try await LiveServer.with { server in
            let issued = try await server.keys.principals.create(
                CredentialName("late"), policy: .everything, for: server.keys.caller)
            let late = TC3Signer(
                secretID: issued.credential.secretID.text, secretKey: issued.exposed(),
                digest: server.keys.edition.wireDigest)
            var code: String? = "AuthFailure.SecretIdNotFound"
            let deadline = ContinuousClock.now + .seconds(60)
            while code == "AuthFailure.SecretIdNotFound", ContinuousClock.now < deadline {
                code = try await server.ask("ListKeys", by: late).code
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(code == nil)
        }
    }
}
