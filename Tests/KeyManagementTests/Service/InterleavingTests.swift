// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// Two callers and one key: whoever comes second decides anew on what the first left.
@Suite struct InterleavingTests {
    private let store = InterposedKeyStore()

    private func fixture(_ edition: Edition) async throws -> KeyServiceFixture {
        try await KeyServiceFixture(edition) { _ in store }
    }

    @Test(arguments: Edition.allCases)
    func `material deleted under a decryption is a state, not damage`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.externalKey("brought")
        let sealed = try await service.encrypt([7], under: .id(key.id), for: caller)
        store.interpose(.beforeSecret(.material)) {
            try await service.deleteImportedKeyMaterial(.id(key.id), for: caller)
        }
        await #expect(
            throws: KeyServiceError.refusedByState(.cmkStateNotSupport, state: .pendingImport, action: .decrypt)
        ) {
            try await service.decrypt(sealed.bytes, for: caller)
        }
        #expect(store.isDone)
    }

    @Test(arguments: Edition.allCases)
    func `material that is missing without a change is damage`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let key = try await fixture.key("orders")
        let name = SecretName(kind: .material, id: key.id, version: 1)
        let record = try #require(try await fixture.auditRecords().first)
        try await fixture.store.commit(StoreChange(key: nil, removing: [name], audit: record))
        await #expect {
            try await fixture.service.encrypt([7], under: .id(key.id), for: fixture.caller)
        } throws: { error in
            guard case .store(.damaged) = error as? KeyServiceError else { return false }
            return true
        }
    }

    @Test(arguments: Edition.allCases)
    func `a token replaced under an import is superseded`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("brought", origin: .external)
        let algorithm = fixture.quickAlgorithm
        let older = try await service.parametersForImport(.id(key.id), algorithm: algorithm, for: caller)
        store.interpose(.beforeSecret(.importKey)) {
            _ = try await service.parametersForImport(.id(key.id), algorithm: algorithm, for: caller)
        }
        await #expect(throws: KeyServiceError.tokenExpired(.superseded)) {
            try await fixture.submit(fixture.material(), older)
        }
        #expect(store.isDone)
    }

    @Test(arguments: Edition.allCases)
    func `two uses of a key that is due rotate it once, with one record`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        try await service.enableKeyRotation(selector, days: 7, for: caller)
        fixture.clock.advance(days: 7)
        store.interpose(.beforeCommit(.rotateKey)) { _ = try await service.encrypt([1], under: selector, for: caller) }
        #expect(try await service.encrypt([2], under: selector, for: caller).keyVersion == 2)
        #expect(store.isDone)
        #expect(try await service.describeKey(selector, for: caller).version == 2)
        #expect(try await fixture.auditRecords().filter { $0.action == .rotateKey }.count == 1)
    }

    @Test(arguments: Edition.allCases)
    func `a key disabled under its rotation neither rotates nor seals`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        try await service.enableKeyRotation(selector, days: 7, for: caller)
        fixture.clock.advance(days: 7)
        store.interpose(.beforeCommit(.rotateKey)) { try await service.disableKey(selector, for: caller) }
        await #expect(throws: KeyServiceError.refusedByState(.cmkDisabled, state: .disabled, action: .encrypt)) {
            try await service.encrypt([2], under: selector, for: caller)
        }
        #expect(try await service.describeKey(selector, for: caller).version == 1)
    }

    @Test(arguments: Edition.allCases)
    func `two callers that find an alias's holder due both get past it`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let old = try await fixture.key("orders")
        try await service.disableKey(.id(old.id), for: caller)
        try await service.scheduleKeyDeletion(.id(old.id), days: 7, for: caller)
        fixture.clock.advance(days: 7)
        store.interpose(.beforeCommit(.destroyKey)) {
            await #expect(throws: KeyServiceError.keyNotFound(.id(old.id))) {
                try await service.describeKey(.id(old.id), for: caller)
            }
        }
        #expect(try await fixture.key("orders").id != old.id)
        #expect(store.isDone)
    }
}
