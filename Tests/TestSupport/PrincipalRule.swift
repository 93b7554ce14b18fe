// SPDX-License-Identifier: Apache-2.0
package import KeyManagement
import Testing

/// One promise of the credentials, and the check that proves it; they hold in both editions and on every store.
package struct PrincipalRule: Sendable, CustomTestStringConvertible {
    /// The promise, in words.
    package let text: String
    /// Records an issue, or throws, where the promise does not hold.
    package let verify: @Sendable (KeyServiceFixture) async throws -> Void

    /// All of them.
    package static let all = secretRules + changeRules

    package var testDescription: String { text }

    init(_ text: String, _ verify: @escaping @Sendable (KeyServiceFixture) async throws -> Void) {
        self.text = text
        self.verify = verify
    }
}

extension PrincipalRule {
    /// What becomes of SecretKeys.
    private static let secretRules = [
        PrincipalRule("a new credential's key is 32 characters, given out once and kept for signatures") { fixture in
            let issued = try await fixture.credential("web")
            let text = String(decoding: issued.exposed(), as: UTF8.self)
            #expect(try #require(text.wholeMatch(of: #/[A-Za-z0-9]{32}/#)).output.count == 32)
            #expect(issued.credential.secretID.text.wholeMatch(of: #/AKID[A-Za-z0-9]{32}/#) != nil)
            #expect(try await fixture.secrets(of: issued.credential) == [issued.exposed()])
            let another = try await fixture.credential("job")
            #expect(another.exposed() != issued.exposed())
            #expect(another.credential.secretID != issued.credential.secretID)
        },
        PrincipalRule("rotation ends the old key at once, and erases it") { fixture in
            let first = try await fixture.credential("web")
            let second = try await fixture.principals.rotate(fixture.web, for: fixture.caller)
            #expect(second.credential.secretVersion == 2 && second.credential.previousValidUntil == nil)
            #expect(second.exposed() != first.exposed())
            #expect(try await fixture.secrets(of: first.credential) == [second.exposed()])
            #expect(try await !fixture.holds(1, of: first.credential))
        },
        PrincipalRule("a kept key counts to the second, then is erased with a record") { fixture in
            let first = try await fixture.credential("web")
            let second = try await fixture.principals.rotate(fixture.web, keepPreviousFor: 60, for: fixture.caller)
            fixture.clock.advance(seconds: 59)
            #expect(try await fixture.secrets(of: first.credential) == [second.exposed(), first.exposed()])
            let kept = try #require(
                try await fixture.principals.directory().principals[first.credential.secretID]?.secrets.last)
            #expect(kept.isValid(at: fixture.clock.now))
            fixture.clock.advance(seconds: 1)
            #expect(!kept.isValid(at: fixture.clock.now))
            #expect(try await fixture.secrets(of: first.credential) == [second.exposed()])
            #expect(try await fixture.holds(1, of: first.credential))
            let revision = try await fixture.principals.revision()
            let directory = try await fixture.principals.directory()
            #expect(directory.principals[first.credential.secretID]?.secrets.count == 1)
            #expect(try await !fixture.holds(1, of: first.credential))
            let record = try #require(try await fixture.auditRecords().last)
            #expect(record.action == .expireCredentialSecret && record.principal == "hufu")
            #expect(directory.revision > revision)
            #expect(try await fixture.principals.revision() == directory.revision)
        },
        PrincipalRule("a second rotation keeps one earlier key at most") { fixture in
            let first = try await fixture.credential("web")
            let second = try await fixture.principals.rotate(fixture.web, keepPreviousFor: 3_600, for: fixture.caller)
            let third = try await fixture.principals.rotate(fixture.web, keepPreviousFor: 60, for: fixture.caller)
            #expect(try await fixture.secrets(of: first.credential) == [third.exposed(), second.exposed()])
            #expect(try await !fixture.holds(1, of: first.credential))
            let fourth = try await fixture.principals.rotate(fixture.web, for: fixture.caller)
            #expect(try await fixture.secrets(of: first.credential) == [fourth.exposed()])
            for version: UInt32 in 1...3 { #expect(try await !fixture.holds(version, of: first.credential)) }
        },
        PrincipalRule("a disabled credential has no key to check with until it is enabled") { fixture in
            let issued = try await fixture.credential("web")
            let disabled = try await fixture.principals.disable(fixture.web, for: fixture.caller)
            #expect(!disabled.isEnabled)
            #expect(try await fixture.secrets(of: disabled) == [])
            let principal = try #require(try await fixture.principals.directory().principals[disabled.secretID])
            #expect(principal.secrets.isEmpty && !principal.credential.isEnabled)
            #expect(try await fixture.principals.enable(fixture.web, for: fixture.caller).isEnabled)
            #expect(try await fixture.secrets(of: disabled) == [issued.exposed()])
        },
        PrincipalRule("a deleted credential leaves no key, and frees its name") { fixture in
            let issued = try await fixture.credential("web")
            try await fixture.principals.rotate(fixture.web, keepPreviousFor: 60, for: fixture.caller).ignore()
            try await fixture.principals.delete(fixture.web, for: fixture.caller)
            for version: UInt32 in [1, 2] { #expect(try await !fixture.holds(version, of: issued.credential)) }
            #expect(try await fixture.secrets(of: issued.credential) == [])
            #expect(try await fixture.principals.directory().principals.isEmpty)
            let next = try await fixture.credential("web")
            #expect(next.credential.secretID != issued.credential.secretID)
        },
    ]

    /// What changes leave behind.
    private static let changeRules = [
        PrincipalRule("every change leaves a record of who changed which credential, and counts") { fixture in
            let issued = try await fixture.credential("web")
            let before = try await fixture.auditRecords().count
            var counts = [try await fixture.principals.revision()]
            let (principals, caller) = (fixture.principals, fixture.caller)
            try await principals.setPolicy(.everything, of: fixture.web, for: caller)
            counts.append(try await principals.revision())
            try await principals.disable(fixture.web, for: caller)
            counts.append(try await principals.revision())
            try await principals.enable(.secretID(issued.credential.secretID), for: caller)
            counts.append(try await principals.revision())
            try await principals.rotate(fixture.web, for: caller).ignore()
            counts.append(try await principals.revision())
            try await principals.delete(fixture.web, for: caller)
            counts.append(try await principals.revision())
            let records = try await fixture.auditRecords().suffix(from: before - 1)
            #expect(
                records.map(\.action) == [
                    .createCredential, .putCredentialPolicy, .disableCredential, .enableCredential,
                    .rotateCredential, .deleteCredential,
                ])
            #expect(records.allSatisfy { $0.keyID == issued.credential.id && $0.principal == caller.principal })
            #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 < $1 }, "\(counts)")
        },
        PrincipalRule("a policy comes back as it was set") { fixture in
            try await fixture.credential("web").ignore()
            let policy = try AccessPolicy([
                .init(.allow, actions: [ActionPattern("Describe*")], keys: [KeyPattern("alias/a*")]),
                .init(.deny, actions: [ActionPattern("*Key")], keys: [KeyPattern("tag/团队=\"甲\"")]),
            ])
            try await fixture.principals.setPolicy(policy, of: fixture.web, for: fixture.caller)
            #expect(try await fixture.principals.credential(fixture.web, for: fixture.caller).policy == policy)
        },
        PrincipalRule("a name is taken once; an unknown credential and an endless grace are refused") { fixture in
            try await fixture.credential("web").ignore()
            let name = try CredentialName("web")
            await #expect(throws: KeyServiceError.credentialNameTaken(name)) {
                try await fixture.credential("web").ignore()
            }
            let unknown = try CredentialSelector("nobody")
            await #expect(throws: KeyServiceError.credentialNotFound(unknown)) {
                try await fixture.principals.disable(unknown, for: fixture.caller)
            }
            for seconds: Int64 in [-1, PrincipalService.longestGrace + 1] {
                await #expect(throws: KeyServiceError.invalidGracePeriod(seconds: seconds)) {
                    try await fixture.principals.rotate(
                        fixture.web, keepPreviousFor: seconds, for: fixture.caller
                    ).ignore()
                }
            }
        },
        PrincipalRule("no row and no record holds a SecretKey") { fixture in
            let issued = try await fixture.credential("web")
            let next = try await fixture.principals.rotate(fixture.web, keepPreviousFor: 60, for: fixture.caller)
            let listing = try await fixture.store.credentials()
            var everything = Array("\(listing)".utf8)
            for row in try await fixture.store.auditRecords(from: 1, limit: .max) { everything += row }
            for version: UInt32 in [1, 2] {
                let name = SecretName(kind: .credential, id: issued.credential.id, version: version)
                everything += try #require(try await fixture.store.secret(name)).box
            }
            for secret in [issued.exposed(), next.exposed()] {
                #expect(everything.firstRange(of: secret) == nil)
            }
        },
        PrincipalRule("credentials are changed on behalf of those whose policy allows it only") { fixture in
            try await fixture.credential("web").ignore()
            let stranger = Caller(
                principal: "x", requestID: "r", action: "Encrypt",
                policy: AccessPolicy([.init(.allow, actions: [.any], keys: [try KeyPattern("alias/*")])]))
            let refusal = KeyServiceError.unauthorized(action: "Encrypt", key: nil)
            let principals = fixture.principals
            let attempts: [@Sendable () async throws -> Void] = [
                { try await principals.create(CredentialName("x"), policy: .everything, for: stranger).ignore() },
                { try await principals.rotate(fixture.web, for: stranger).ignore() },
                { try await principals.disable(fixture.web, for: stranger) },
                { try await principals.setPolicy(.everything, of: fixture.web, for: stranger) },
                { try await principals.delete(fixture.web, for: stranger) },
                { _ = try await principals.credentials(for: stranger) },
                { _ = try await principals.credential(fixture.web, for: stranger) },
            ]
            for attempt in attempts { await #expect(throws: refusal) { try await attempt() } }
        },
    ]
}

extension KeyServiceFixture {
    /// The credentials of the same store.
    package var principals: PrincipalService { PrincipalService(service, store: store) }

    /// Makes a credential that may do nothing.
    package func credential(_ name: String) async throws -> IssuedCredential {
        try await principals.create(CredentialName(name), policy: .nothing, for: caller)
    }

    /// The credential named `web`.
    package var web: CredentialSelector {
        get throws { try CredentialSelector("web") }
    }

    /// The SecretKeys that a server would check with.
    fileprivate func secrets(of credential: Credential) async throws -> [[UInt8]] {
        try await principals.signingSecrets(for: credential.secretID).map { $0.key.exposed() }
    }

    /// Whether the store holds that version of the credential's SecretKey.
    fileprivate func holds(_ version: UInt32, of credential: Credential) async throws -> Bool {
        try await store.secret(SecretName(kind: .credential, id: credential.id, version: version)) != nil
    }
}

extension IssuedCredential {
    /// The SecretKey in the open.
    package borrowing func exposed() -> [UInt8] { secretKey.exposed() }

    /// Ends a credential whose SecretKey a test does not need.
    package consuming func ignore() {}
}
