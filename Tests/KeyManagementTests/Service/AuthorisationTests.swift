// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// The caller's policy is asked for every key, before anything else is said of it.
@Suite struct AuthorisationTests {
    /// A call that names one key, and the API's name of its action.
    struct Call: Sendable, CustomTestStringConvertible {
        let action: String
        let make: @Sendable (KeyServiceFixture, KeySelector, Caller) async throws -> Void

        init(
            _ action: String, _ make: @escaping @Sendable (KeyServiceFixture, KeySelector, Caller) async throws -> Void
        ) {
            self.action = action
            self.make = make
        }

        var testDescription: String { action }
    }

    static let calls = [
        Call("DescribeKey") { _ = try await $0.service.describeKey($1, for: $2) },
        Call("Encrypt") { _ = try await $0.service.encrypt([7], under: $1, for: $2) },
        Call("GenerateDataKey") { _ = try await $0.service.generateDataKey(under: $1, for: $2).byteCount },
        Call("EnableKey") { try await $0.service.enableKey($1, for: $2) },
        Call("DisableKey") { try await $0.service.disableKey($1, for: $2) },
        Call("ArchiveKey") { try await $0.service.archiveKey($1, for: $2) },
        Call("CancelKeyArchive") { try await $0.service.cancelKeyArchive($1, for: $2) },
        Call("ScheduleKeyDeletion") { try await $0.service.scheduleKeyDeletion($1, days: 7, for: $2) },
        Call("CancelKeyDeletion") { try await $0.service.cancelKeyDeletion($1, for: $2) },
        Call("UpdateAlias") { try await $0.service.updateAlias($1, to: KeyAlias("other"), for: $2) },
        Call("UpdateKeyDescription") { try await $0.service.updateKeyDescription($1, to: "x", for: $2) },
        Call("EnableKeyRotation") { try await $0.service.enableKeyRotation($1, days: 7, for: $2) },
        Call("DisableKeyRotation") { try await $0.service.disableKeyRotation($1, for: $2) },
        Call("RotateKey") { try await $0.service.rotateKey($1, rule: .operatorRequest, for: $2) },
        Call("DeleteImportedKeyMaterial") { try await $0.service.deleteImportedKeyMaterial($1, for: $2) },
        Call("GetParametersForImport") {
            _ = try await $0.service.parametersForImport($1, algorithm: $0.quickAlgorithm, for: $2)
        },
    ]

    /// A caller whose policy allows `action`, or everything, with those keys, and denies what is said.
    private func caller(
        _ action: String, keys: String, denying denied: [AccessPolicy.Statement] = []
    ) throws -> Caller {
        Caller(
            principal: "AKID", requestID: "r", action: action,
            policy: AccessPolicy([.init(.allow, actions: [.any], keys: [try KeyPattern(keys)])] + denied))
    }

    @Test(arguments: Edition.allCases, calls)
    func `a key outside of the policy is refused, whatever its state, and nothing changes but the trail`(
        edition: Edition, call: Call
    ) async throws {
        let fixture = try await KeyServiceFixture(edition)
        for state in [KeyState.enabled, .pendingDelete] {
            let key = try await fixture.key(in: state, origin: .internal, alias: "prod-\(state)")
            let before = try await fixture.auditRecords().count
            for selector in [KeySelector.id(key.id), .alias(key.alias)] {
                await #expect(throws: KeyServiceError.unauthorized(action: call.action, key: selector)) {
                    try await call.make(fixture, selector, caller(call.action, keys: "alias/dev-*"))
                }
            }
            #expect(try await fixture.store.key(.id(key.id)) == key)
            let records = try await fixture.auditRecords().dropFirst(before)
            #expect(records.map(\.action.rawValue) == [call.action, call.action])
            #expect(
                records.allSatisfy {
                    $0.keyID == key.id && $0.outcome == "UnauthorizedOperation" && $0.principal == "AKID"
                        && $0.requestID == "r"
                })
        }
        let before = try await fixture.auditRecords().count
        let unknown = KeySelector.id(.sample(9))
        await #expect(throws: KeyServiceError.keyNotFound(unknown)) {
            try await call.make(fixture, unknown, caller(call.action, keys: "alias/dev-*"))
        }
        #expect(try await fixture.auditRecords().count == before, "what is not there has no trail")
    }

    @Test(arguments: Edition.allCases, calls)
    func `a key inside of the policy is not refused for it`(edition: Edition, call: Call) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.key("dev-1")
        do {
            try await call.make(fixture, .id(key.id), caller(call.action, keys: "*"))
        } catch let error as KeyServiceError {
            if case .unauthorized = error { Issue.record("refused: \(error)") }
        }
    }

    @Test(arguments: Edition.allCases)
    func `messages, data keys and imports are judged by the key that they name`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let service = fixture.service
        let prod = try await fixture.key("prod-1")
        let dev = try await fixture.key("dev-1")
        let sealed = try await service.encrypt([7], under: .id(prod.id), for: fixture.caller)
        let refused = { (action: String) in KeyServiceError.unauthorized(action: action, key: .id(prod.id)) }
        await #expect(throws: refused("Decrypt")) {
            try await service.decrypt(sealed.bytes, for: caller("Decrypt", keys: "alias/dev-*"))
        }
        await #expect(throws: refused("Decrypt")) {
            _ = try await service.openDataKey(sealed.bytes, for: caller("Decrypt", keys: "alias/dev-*")).byteCount
        }
        await #expect(throws: refused("ReEncrypt"), "the source") {
            try await service.reEncrypt(
                sealed.bytes, under: .id(dev.id), for: caller("ReEncrypt", keys: "alias/dev-*"))
        }
        let mine = try await service.encrypt([7], under: .id(dev.id), for: fixture.caller)
        await #expect(throws: refused("ReEncrypt"), "the destination") {
            try await service.reEncrypt(
                mine.bytes, under: .id(prod.id), for: caller("ReEncrypt", keys: "alias/dev-*"))
        }
        let external = try await fixture.key("prod-2", origin: .external)
        let parameters = try await service.parametersForImport(
            .id(external.id), algorithm: fixture.quickAlgorithm, for: fixture.caller)
        await #expect(throws: KeyServiceError.unauthorized(action: "ImportKeyMaterial", key: .id(external.id))) {
            try await service.importKeyMaterial(
                ImportRequest(
                    key: .id(external.id), token: parameters.token, wrappedMaterial: [1], validTo: nil,
                    checkValue: nil),
                for: caller("ImportKeyMaterial", keys: "alias/dev-*"))
        }
    }

    @Test func `what has no key needs a statement for everything`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let service = fixture.service
        let request = KeyRequest(alias: try KeyAlias("dev-1"))
        for (keys, isAllowed) in [("alias/*", false), ("*", true)] {
            let attempts: [(String, @Sendable (Caller) async throws -> Void)] = [
                ("CreateKey", { _ = try await service.createKey(request, for: $0) }),
                ("ListKeys", { _ = try await service.listKeys(KeyQuery(), for: $0) }),
                ("GenerateRandom", { _ = try service.generateRandom(byteCount: 1, for: $0) }),
                ("ListAlgorithms", { try service.authorise($0) }),
            ]
            for (action, attempt) in attempts {
                let caller = try caller(action, keys: keys)
                if isAllowed {
                    try await attempt(caller)
                } else {
                    await #expect(throws: KeyServiceError.unauthorized(action: action, key: nil)) {
                        try await attempt(caller)
                    }
                }
            }
        }
    }

    @Test func `a listing is allowed whole, and settles keys that the caller may not touch`() async throws {
        let fixture = try await KeyServiceFixture(.smCrypto)
        let key = try await fixture.key(in: .pendingDelete, origin: .internal, alias: "prod-1")
        fixture.clock.advance(days: 7)
        let lister = try caller(
            "ListKeys", keys: "*", denying: [.init(.deny, actions: [.any], keys: [try KeyPattern("alias/prod-*")])])
        #expect(try await fixture.service.listKeys(KeyQuery(), for: lister).totalCount == 0)
        #expect(try await fixture.store.key(.id(key.id)) == nil)
    }

    @Test func `a key cannot be renamed out of the caller's own names`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let key = try await fixture.key("dev-1")
        let mover = try caller("UpdateAlias", keys: "alias/dev-*")
        let selector = KeySelector.id(key.id)
        let renamed = try await fixture.service.updateAlias(selector, to: KeyAlias("dev-2"), for: mover)
        #expect(renamed.alias.text == "dev-2")
        await #expect(throws: KeyServiceError.unauthorized(action: "UpdateAlias", key: selector)) {
            try await fixture.service.updateAlias(selector, to: KeyAlias("prod-2"), for: mover)
        }
        #expect(try await fixture.store.key(selector) == renamed)
    }

    @Test func `a refusal says what and which, and whom to ask`() throws {
        let refused = KeyServiceError.unauthorized(action: "Encrypt", key: try KeySelector("alias/orders"))
        #expect(refused.description.contains("Encrypt with the key alias/orders"))
        #expect(refused.description.contains("policy"))
    }

    @Test func `an explanation names the deciding statement, and the near misses`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let key = try await fixture.key("dev-1")
        let policy = AccessPolicy([
            .init(.allow, actions: [try ActionPattern("Encrypt")], keys: [try KeyPattern("alias/prod-*")]),
            .init(.allow, actions: [try ActionPattern("De*")], keys: [try KeyPattern("alias/dev-*")]),
        ])
        func explain(_ action: String, _ selector: KeySelector?) async throws -> PolicyExplanation {
            try await fixture.service.explain(policy, action: action, key: selector, for: fixture.caller)
        }
        let missed = try await explain("Encrypt", .alias(key.alias))
        #expect(missed.decision == .unmatched && missed.nearMisses == [0] && missed.keyID == key.id)
        #expect(try await explain("Decrypt", .alias(key.alias)).decision == .allowed(by: 1))
        #expect(try await explain("Decrypt", nil).nearMisses == [1])
        await #expect(throws: KeyServiceError.keyNotFound(.id(.sample(9)))) {
            try await explain("Decrypt", .id(.sample(9)))
        }
    }
}
