// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import TestSupport
import Testing

@Suite struct CredentialTests {
    @Test(arguments: [
        ("", "0 characters"), ("-web", "first character"), ("a b", "only letters"), ("工资", "only letters"),
        (String(repeating: "a", count: 61), "61 characters"),
        ("AKID" + String(repeating: "z", count: 32), "form of a SecretId"),
    ])
    func `a name that breaks the rule is refused`(text: String, reason: String) {
        #expect { try CredentialName(text) } throws: { error in
            guard case .invalidCredentialName(let why) = error as? KeyServiceError else { return false }
            return why.contains(reason)
        }
    }

    @Test func `an argument is a SecretId or a name`() throws {
        let text = "AKID" + String(repeating: "z9", count: 16)
        #expect(try CredentialSelector(text) == .secretID(#require(SecretID(text))))
        #expect(try CredentialSelector("AKIDz") == .name(CredentialName("AKIDz")))
    }

    @Test(arguments: [
        "", "AKID", "akid" + String(repeating: "a", count: 32), "AKID" + String(repeating: "-", count: 32),
    ])
    func `another text is no SecretId`(text: String) { #expect(SecretID(text) == nil) }

    @Test(arguments: Edition.allCases)
    func `each of the 62 characters is as likely as any other`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        var counts: [UInt8: Int] = [:]
        for number in 0..<200 {
            for character in try await fixture.credential("c\(number)").exposed() { counts[character, default: 0] += 1 }
        }
        // 6,400 draws: chi-squared with 61 degrees of freedom exceeds 140 once in 10⁷ runs.
        let expected = 6_400.0 / 62
        let chiSquared = counts.values.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        #expect(counts.count == 62)
        #expect(chiSquared < 140)
    }

    @Test func `a caller made from a credential carries its policy and its SecretId`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let credential = try await fixture.credential("web").credential
        let caller = credential.caller(action: "Encrypt", requestID: "r")
        #expect(caller.principal == credential.secretID.text && caller.action == "Encrypt")
        #expect(caller.policy == .nothing)
        #expect(Caller(principal: "local/alice", requestID: "r").policy == .everything)
    }

    @Test func `a signing secret shows nothing of itself`() async throws {
        let fixture = try await KeyServiceFixture(.smCrypto)
        let issued = try await fixture.credential("web")
        let secret = try #require(
            try await fixture.principals.signingSecrets(for: issued.credential.secretID).first)
        var shown = "\(secret) \(String(reflecting: secret))"
        dump(secret, to: &shown)
        #expect(!shown.contains(String(decoding: issued.exposed(), as: UTF8.self)))
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test func `a SecretKey that is missing or was moved lets nobody in`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let web = try await fixture.credential("web").credential
        let job = try await fixture.credential("job").credential
        let record = try #require(try await fixture.auditRecords().first)
        let name = SecretName(kind: .credential, id: web.id, version: 1)
        let stranger = try #require(
            try await fixture.store.secret(SecretName(kind: .credential, id: job.id, version: 1)))
        let moved = WrappedSecret(name: name, origin: .internal, box: stranger.box)
        let changes = [
            StoreChange(key: nil, storing: [moved], audit: record),
            StoreChange(key: nil, removing: [name], audit: record),
        ]
        for change in changes {
            try await fixture.store.commit(change)
            await #expect {
                _ = try await fixture.principals.directory()
            } throws: { error in
                guard case .store(.damaged) = error as? KeyServiceError else { return false }
                return true
            }
        }
    }

    @Test func `a rotation under the server's reading is read again`() async throws {
        let store = InterposedKeyStore()
        let fixture = try await KeyServiceFixture(.fips) { _ in store }
        let first = try await fixture.credential("web")
        store.interpose(.beforeSecret(.credential)) {
            try await fixture.principals.rotate(fixture.web, for: fixture.caller).ignore()
        }
        let directory = try await fixture.principals.directory()
        #expect(store.isDone)
        let principal = try #require(directory.principals[first.credential.secretID])
        #expect(principal.credential.secretVersion == 2)
        #expect(principal.secrets.map { $0.key.exposed() } != [first.exposed()])
        #expect(try await fixture.principals.revision() == directory.revision)
    }
}
