// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// Credentials come back as they were written, swap on their revision, and are counted.
    static let principalClauses = [
        KeyStoreContract("credentials are listed by the bytes of their names, whole") { store in
            #expect(try await store.credentials() == CredentialListing(revision: 0, credentials: []))
            let policy = try AccessPolicy([.init(.deny, actions: [.any], keys: [KeyPattern("tag/团队=*")])])
            let credentials = [
                try Credential.sample(3, name: "a-b", policy: policy), try .sample(2, name: "ab"),
                try .sample(1, name: "B"),
            ]
            for credential in credentials { try await store.carryOut(.insert(credential)) }
            let listed = try await store.credentials().credentials
            #expect(listed == [credentials[2], credentials[0], credentials[1]])
        },
        KeyStoreContract("a change of a credential swaps on its revision") { store in
            let credential = try Credential.sample(1)
            let second = credential.changed()
            try await store.carryOut(.insert(credential))
            try await store.carryOut(.update(second, expectedRevision: 1))
            for revision: UInt64 in [0, 1, 3, .max] {
                var next = second
                next.revision = revision &+ 1
                await #expect(throws: KeyStoreError.revisionConflict, "update from \(revision)") {
                    try await store.carryOut(.update(next, expectedRevision: revision))
                }
                await #expect(throws: KeyStoreError.revisionConflict, "removal at \(revision)") {
                    try await store.carryOut(.remove(credential.id, expectedRevision: revision))
                }
            }
            await #expect(throws: KeyStoreError.revisionConflict, "not raised") {
                try await store.carryOut(.update(second, expectedRevision: 2))
            }
            await #expect(throws: KeyStoreError.revisionConflict, "no such credential") {
                try await store.carryOut(.update(try .sample(2).changed(), expectedRevision: 1))
            }
            #expect(try await store.credentials().credentials == [second])
        },
        KeyStoreContract("an ID and a SecretId are there once, a name, too, until its credential is gone") { store in
            try await store.carryOut(.insert(try .sample(1, name: "web")))
            await #expect(throws: KeyStoreError.revisionConflict) {
                try await store.carryOut(.insert(try .sample(1, name: "other")))
            }
            await #expect(throws: KeyStoreError.revisionConflict) {
                try await store.carryOut(.insert(try .sample(2, secret: 1, name: "other")))
            }
            await #expect(throws: KeyStoreError.nameTaken) {
                try await store.carryOut(.insert(try .sample(2, name: "web")))
            }
            try await store.carryOut(.insert(try .sample(2, name: "WEB")))
            try await store.carryOut(.remove(.sample(1), expectedRevision: 1))
            try await store.carryOut(.insert(try .sample(3, name: "web")))
        },
        KeyStoreContract("a change carries its credential, its secrets and its record") { store in
            let credential = try Credential.sample(1)
            let old = WrappedSecret.sample(credential, version: 1, filler: 0x11)
            let new = WrappedSecret.sample(credential, version: 2, filler: 0x22)
            try await store.carryOut(.insert(credential), storing: [old])
            try await store.carryOut(
                .update(credential.changed(), expectedRevision: 1), storing: [new], removing: [old.name])
            #expect(try await store.secret(old.name) == nil)
            #expect(try await store.secret(new.name) == new)
            #expect(try await store.auditRecords(from: 1, limit: 10).count == 2)
        },
        KeyStoreContract("a refused change of a credential changes nothing, not even the count") { store in
            let credential = try Credential.sample(1, name: "web")
            let kept = WrappedSecret.sample(credential, version: 1, filler: 0x11)
            try await store.carryOut(.insert(credential), storing: [kept])
            let listing = try await store.credentials()
            let refused: [PrincipalChange.CredentialChange] = [
                .insert(try .sample(1, name: "x")), .insert(try .sample(2, name: "web")),
                .update(credential.changed(), expectedRevision: 9), .remove(credential.id, expectedRevision: 9),
            ]
            for change in refused {
                await #expect(throws: KeyStoreError.self) {
                    try await store.carryOut(
                        change, storing: [.sample(credential, version: 2, filler: 0x22)], removing: [kept.name])
                }
            }
            #expect(try await store.credentials() == listing)
            #expect(try await store.secret(kept.name) == kept)
            #expect(try await store.secret(WrappedSecret.sample(credential, version: 2, filler: 0).name) == nil)
            #expect(try await store.auditRecords(from: 1, limit: 10).count == 1)
        },
        KeyStoreContract("the count rises with each change of a credential and with nothing else") { store in
            let credential = try Credential.sample(1)
            var counts = [try await store.principalsRevision()]
            func count() async throws { counts.append(try await store.principalsRevision()) }
            try await store.carryOut(.insert(credential))
            try await count()
            try await store.carryOut(.update(credential.changed(), expectedRevision: 1))
            try await count()
            try await store.carryOut(.remove(credential.id, expectedRevision: 2))
            try await count()
            #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 < $1 }, "\(counts)")
            try await store.commit(.insert(try .sample(1)))
            #expect(try await store.principalsRevision() == counts.last)
            #expect(try await store.credentials().revision == counts.last)
        },
    ]
}

extension AuditedKeyStore {
    /// Carries out a change of a credential with a record of its own.
    fileprivate func carryOut(
        _ credential: PrincipalChange.CredentialChange, storing: [WrappedSecret] = [], removing: [SecretName] = []
    ) async throws(KeyStoreError) {
        try await commit(
            PrincipalChange(credential: credential, storing: storing, removing: removing, audit: .sample("r")))
    }
}

extension Credential {
    /// A new credential with the ID ``KeyManagement/UniqueID/sample(_:)``; its SecretId ends with `secret` or `number`.
    fileprivate static func sample(
        _ number: UInt32, secret: UInt32? = nil, name: String? = nil, policy: AccessPolicy = .nothing
    ) throws -> Credential {
        let digits = String(secret ?? number)
        let text = "AKID" + String(repeating: "0", count: 32 - digits.count) + digits
        return Credential(
            id: .sample(number), secretID: try #require(SecretID(text)),
            name: try CredentialName(name ?? "credential-\(number)"), policy: policy,
            createdAt: UnixTime(seconds: Int64(number)), createdBy: "local/alice")
    }

    /// The credential at its next revision.
    fileprivate func changed() -> Credential {
        var next = self
        next.revision += 1
        return next
    }
}

extension WrappedSecret {
    /// A SecretKey's row: 96 bytes of `filler` in place of a box.
    fileprivate static func sample(_ credential: Credential, version: UInt32, filler: UInt8) -> WrappedSecret {
        WrappedSecret(
            name: SecretName(kind: .credential, id: credential.id, version: version), origin: .internal,
            box: [UInt8](repeating: filler, count: 96))
    }
}
