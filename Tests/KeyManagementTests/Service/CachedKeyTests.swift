// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// What is cached is a key that may be used at this moment, or it is not used.
@Suite struct CachedKeyTests {
    private func fixture(_ edition: Edition, _ store: InterposedKeyStore) async throws -> KeyServiceFixture {
        try await KeyServiceFixture(edition, cache: .standard, on: { _ in store })
    }

    @Test(arguments: Edition.allCases)
    func `a key that was used is neither read nor unwrapped again, by ID or alias`(edition: Edition) async throws {
        let store = InterposedKeyStore()
        let fixture = try await fixture(edition, store)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        let sealed = try await service.encrypt([7], under: .id(key.id), for: caller)
        store.interpose(.beforeSecret(.material)) {}
        let readCount = store.keyReadCount
        _ = try await service.encrypt([7], under: .alias(key.alias), for: caller)
        #expect(try await service.decrypt(sealed.bytes, for: caller).plaintext == [7])
        _ = try await service.generateDataKey(under: .id(key.id), for: caller)
        _ = try await service.reEncrypt(sealed.bytes, for: caller)
        #expect(!store.isDone && store.keyReadCount == readCount)
        _ = try await service.describeKey(.id(key.id), for: caller)
        #expect(store.keyReadCount == readCount + 1, "who asks for the key itself gets the store's")
    }

    @Test(arguments: Edition.allCases)
    func `every change through the service is seen by the next use`(edition: Edition) async throws {
        let fixture = try await fixture(edition, InterposedKeyStore())
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.externalKey("brought")
        let selector = KeySelector.id(key.id)
        let sealed = try await service.encrypt([7], under: selector, for: caller)
        func expectRefusal(_ refusal: StateRefusal) async {
            let error = await #expect(throws: KeyServiceError.self) {
                try await service.encrypt([7], under: selector, for: caller)
            }
            let isExpected = if case .refusedByState(refusal, _, _) = error { true } else { false }
            #expect(isExpected)
        }
        try await service.disableKey(selector, for: caller)
        await expectRefusal(.cmkDisabled)
        try await service.enableKey(selector, for: caller)
        _ = try await service.encrypt([7], under: selector, for: caller)
        try await service.archiveKey(selector, for: caller)
        await expectRefusal(.cmkArchived)
        #expect(try await service.decrypt(sealed.bytes, for: caller).plaintext == [7])
        try await service.cancelKeyArchive(selector, for: caller)
        try await service.deleteImportedKeyMaterial(selector, for: caller)
        await expectRefusal(.cmkStateNotSupport)
        try await fixture.import(fixture.material(), into: key.id)
        #expect(try await service.decrypt(sealed.bytes, for: caller).plaintext == [7])
        try await service.disableKey(selector, for: caller)
        try await service.scheduleKeyDeletion(selector, days: 7, for: caller)
        await expectRefusal(.cmkStateNotSupport)
    }

    @Test(arguments: Edition.allCases)
    func `every change through another door is seen by the next use`(edition: Edition) async throws {
        let fixture = try await fixture(edition, InterposedKeyStore())
        let (service, caller) = (fixture.service, fixture.caller)
        let other = try fixture.secondService()
        let orders = try await fixture.key("orders").id
        let sealed = try await service.encrypt([7], under: .id(orders), for: caller)
        try await other.rotateKey(.id(orders), rule: .operatorRequest, for: caller)
        #expect(try await service.encrypt([7], under: .id(orders), for: caller).keyVersion == 2)
        #expect(try await service.decrypt(sealed.bytes, for: caller).plaintext == [7])
        try await other.disableKey(.id(orders), for: caller)
        await #expect(throws: KeyServiceError.refusedByState(.cmkDisabled, state: .disabled, action: .decrypt)) {
            try await service.decrypt(sealed.bytes, for: caller)
        }
        try await other.enableKey(.id(orders), for: caller)
        #expect(try await service.decrypt(sealed.bytes, for: caller).plaintext == [7])
    }

    @Test(arguments: Edition.allCases)
    func `an alias given to another key names that key at the next use`(edition: Edition) async throws {
        let fixture = try await fixture(edition, InterposedKeyStore())
        let (service, caller) = (fixture.service, fixture.caller)
        let other = try fixture.secondService()
        let alias = try KeyAlias("orders")
        let old = try await fixture.key("orders").id
        #expect(try await service.encrypt([7], under: .alias(alias), for: caller).keyID == old)
        try await other.updateAlias(.id(old), to: KeyAlias("former"), for: caller)
        let new = try await other.createKey(KeyRequest(alias: alias), for: caller).id
        #expect(try await service.encrypt([7], under: .alias(alias), for: caller).keyID == new)
        #expect(try await service.encrypt([7], under: .alias(KeyAlias("former")), for: caller).keyID == old)
    }

    @Test(arguments: Edition.allCases)
    func `expiry, rotation and deletion come at their time for a cached key, too`(edition: Edition) async throws {
        let fixture = try await fixture(edition, InterposedKeyStore())
        let (service, caller) = (fixture.service, fixture.caller)
        let brought = try await fixture.key("brought", origin: .external).id
        try await fixture.import(fixture.material(), into: brought, validTo: fixture.clock.now.adding(days: 1))
        let rotating = try await fixture.key("rotating").id
        try await service.enableKeyRotation(.id(rotating), days: 7, for: caller)
        let sealed = try await service.encrypt([7], under: .id(brought), for: caller)
        #expect(try await service.encrypt([7], under: .id(rotating), for: caller).keyVersion == 1)
        fixture.clock.advance(days: 1)
        let refusal = KeyServiceError.refusedByState(.cmkStateNotSupport, state: .pendingImport, action: .decrypt)
        await #expect(throws: refusal) { try await service.decrypt(sealed.bytes, for: caller) }
        #expect(try await fixture.store.secret(SecretName(kind: .material, id: brought, version: 1)) == nil)
        fixture.clock.advance(days: 6)
        #expect(try await service.encrypt([7], under: .id(rotating), for: caller).keyVersion == 2)
        try await service.scheduleKeyDeletion(.id(brought), days: 7, for: caller)
        await #expect(throws: KeyServiceError.self) { try await service.encrypt([7], under: .id(brought), for: caller) }
        fixture.clock.advance(days: 7)
        await #expect(throws: KeyServiceError.keyNotFound(.id(brought))) {
            try await service.encrypt([7], under: .id(brought), for: caller)
        }
    }
}
