// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// A use is answered when it is recorded, and recorded only of a key that still stands as it was used.
@Suite struct RecordedUseTests {
    private static let policies = [KeyCachePolicy.off, .standard]

    @Test(arguments: Edition.allCases, policies)
    func `each use writes its record, one for each key`(edition: Edition, cache: KeyCachePolicy) async throws {
        let fixture = try await KeyServiceFixture(edition, cache: cache)
        let (service, caller) = (fixture.service, fixture.caller)
        let first = try await fixture.key("first").id
        let second = try await fixture.key("second").id
        let before = try await fixture.auditRecords().count
        let sealed = try await service.encrypt([7], under: .id(first), for: caller)
        _ = try await service.decrypt(sealed.bytes, for: caller)
        _ = try await service.reEncrypt(sealed.bytes, for: caller)
        _ = try await service.reEncrypt(sealed.bytes, under: .alias(KeyAlias("second")), for: caller)
        let dataKey = try await service.generateDataKey(under: .id(second), for: caller)
        _ = try await service.openDataKey(dataKey.sealed.bytes, for: caller)
        let records = try await fixture.auditRecords().dropFirst(before)
        let expected: [(KeyAction, KeyID)] = [
            (.encrypt, first), (.decrypt, first), (.reEncrypt, first), (.reEncrypt, first), (.reEncrypt, second),
            (.generateDataKey, second), (.decrypt, second),
        ]
        #expect(records.map(\.action) == expected.map(\.0))
        #expect(records.map(\.keyID) == expected.map(\.1))
        #expect(
            records.allSatisfy {
                $0.outcome == "ok" && $0.requestID == caller.requestID && $0.principal == caller.principal
            })
    }

    @Test(arguments: Edition.allCases, policies)
    func `refused uses are recorded with the reason in one word`(edition: Edition, cache: KeyCachePolicy) async throws {
        let fixture = try await KeyServiceFixture(edition, cache: cache)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders").id
        let sealed = try await service.encrypt([7], under: .id(key), for: caller)
        let before = try await fixture.auditRecords().count
        var altered = sealed.bytes
        altered[altered.count - 1] ^= 1
        await #expect(throws: KeyServiceError.self) { try await service.decrypt(altered, for: caller) }
        await #expect(throws: KeyServiceError.self) {
            try await service.reEncrypt(sealed.bytes, under: .id(.sample(9)), for: caller)
        }
        try await service.archiveKey(.id(key), for: caller)
        await #expect(throws: KeyServiceError.self) { try await service.encrypt([7], under: .id(key), for: caller) }
        let records = try await fixture.auditRecords().dropFirst(before)
        #expect(records.map(\.outcome) == ["InvalidCiphertext", "InvalidKeyId", "ok", "CmkArchived"])
        #expect(records.allSatisfy { $0.keyID == key })
    }

    @Test(arguments: Edition.allCases, policies)
    func `a use that finds no key, or no message, leaves no record`(
        edition: Edition, cache: KeyCachePolicy
    ) async throws {
        let fixture = try await KeyServiceFixture(edition, cache: cache)
        let before = try await fixture.auditRecords().count
        await #expect(throws: KeyServiceError.keyNotFound(.id(.sample(9)))) {
            try await fixture.service.encrypt([7], under: .id(.sample(9)), for: fixture.caller)
        }
        await #expect(throws: KeyServiceError.invalidCiphertext(.tooShort)) {
            try await fixture.service.decrypt([1, 2, 3], for: fixture.caller)
        }
        #expect(try await fixture.auditRecords().count == before)
    }

    @Test(arguments: Edition.allCases, policies)
    func `what the store cannot record is not handed out, refusals included`(
        edition: Edition, cache: KeyCachePolicy
    ) async throws {
        let store = InterposedKeyStore()
        let fixture = try await KeyServiceFixture(edition, cache: cache, on: { _ in store })
        let (service, caller) = (fixture.service, fixture.caller)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        let sealed = try await service.encrypt([7], under: selector, for: caller)
        let dataKey = try await service.generateDataKey(under: selector, for: caller).sealed.bytes
        let fault = KeyStoreError.unavailable("the disk is full")
        store.failToRecord(fault)
        let expected = KeyServiceError.store(fault)
        await #expect(throws: expected) { try await service.encrypt([7], under: selector, for: caller) }
        await #expect(throws: expected) { try await service.decrypt(sealed.bytes, for: caller) }
        await #expect(throws: expected) { try await service.reEncrypt(sealed.bytes, for: caller) }
        await #expect(throws: expected) { _ = try await service.generateDataKey(under: selector, for: caller) }
        await #expect(throws: expected) { _ = try await service.openDataKey(dataKey, for: caller) }
        try await service.disableKey(selector, for: caller)
        await #expect(throws: expected) { try await service.encrypt([7], under: selector, for: caller) }
        store.failToRecord(nil)
        try await service.enableKey(selector, for: caller)
        #expect(try await service.decrypt(sealed.bytes, for: caller).plaintext == [7])
    }

    @Test(arguments: Edition.allCases, policies)
    func `a key disabled between its use and the record is refused, and nothing is handed out`(
        edition: Edition, cache: KeyCachePolicy
    ) async throws {
        let store = InterposedKeyStore()
        let fixture = try await KeyServiceFixture(edition, cache: cache, on: { _ in store })
        let (service, caller) = (fixture.service, fixture.caller)
        let other = try fixture.secondService()
        let selector = KeySelector.id(try await fixture.key("orders").id)
        let sealed = try await service.encrypt([7], under: selector, for: caller)
        let uses: [(KeyAction, KeyAction, () async throws -> Void)] = [
            (.encrypt, .encrypt, { _ = try await service.encrypt([7], under: selector, for: caller) }),
            (.decrypt, .decrypt, { _ = try await service.decrypt(sealed.bytes, for: caller) }),
            (.reEncrypt, .decrypt, { _ = try await service.reEncrypt(sealed.bytes, for: caller) }),
            (
                .generateDataKey, .generateDataKey,
                {
                    _ = try await service.generateDataKey(under: selector, for: caller)
                }
            ),
        ]
        for (action, demanded, use) in uses {
            store.interpose(.beforeRecord(action)) { try await other.disableKey(selector, for: caller) }
            await #expect(throws: KeyServiceError.refusedByState(.cmkDisabled, state: .disabled, action: demanded)) {
                try await use()
            }
            #expect(store.isDone)
            let last = try #require(try await fixture.auditRecords().last)
            #expect(last.action == action && last.outcome == "CmkDisabled")
            try await other.enableKey(selector, for: caller)
            try await use()
        }
    }

    @Test(arguments: Edition.allCases, policies)
    func `a destination disabled while a message is re-encrypted is refused, and neither key has an ok`(
        edition: Edition, cache: KeyCachePolicy
    ) async throws {
        let store = InterposedKeyStore()
        let fixture = try await KeyServiceFixture(edition, cache: cache, on: { _ in store })
        let (service, caller) = (fixture.service, fixture.caller)
        let source = try await fixture.key("source").id
        let destination = try await fixture.key("destination").id
        let sealed = try await service.encrypt([7], under: .id(source), for: caller)
        store.interpose(.beforeRecord(.reEncrypt)) { try await service.disableKey(.id(destination), for: caller) }
        await #expect(throws: KeyServiceError.refusedByState(.cmkDisabled, state: .disabled, action: .reEncrypt)) {
            try await service.reEncrypt(sealed.bytes, under: .id(destination), for: caller)
        }
        let records = try await fixture.auditRecords().filter { $0.action == .reEncrypt }
        #expect(records.map(\.outcome) == ["CmkDisabled", "CmkDisabled"])
        #expect(records.map(\.keyID) == [source, destination])
    }

    @Test(arguments: Edition.allCases, policies)
    func `a use under a key that is due is recorded once, after the rotation`(
        edition: Edition, cache: KeyCachePolicy
    ) async throws {
        let fixture = try await KeyServiceFixture(edition, cache: cache)
        let (service, caller) = (fixture.service, fixture.caller)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        try await service.enableKeyRotation(selector, days: 7, for: caller)
        let old = try await service.encrypt([1], under: selector, for: caller)
        fixture.clock.advance(days: 7)
        #expect(try await service.reEncrypt(old.bytes, for: caller).message.keyVersion == 2)
        #expect(try await service.encrypt([1], under: selector, for: caller).keyVersion == 2)
        let actions = try await fixture.auditRecords().suffix(4).map(\.action)
        #expect(actions == [.encrypt, .rotateKey, .reEncrypt, .encrypt])
    }
}
