// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// What time alone brings about, carried out at the next look at a key.
@Suite struct SettlementTests {
    @Test(arguments: Edition.allCases)
    func `the private key of an abandoned import is erased once its token has expired`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("brought", origin: .external)
        let parameters = try await service.parametersForImport(
            .id(key.id), algorithm: fixture.quickAlgorithm, for: caller)
        fixture.clock.advance(seconds: 86_399)
        let waiting = try await service.describeKey(.id(key.id), for: caller)
        #expect(try await fixture.holdsImportKey(of: waiting))
        fixture.clock.advance(seconds: 1)
        _ = try await service.listKeys(KeyQuery(), for: caller)
        #expect(try await !fixture.holdsImportKey(of: waiting))
        let record = try #require(try await fixture.auditRecords().last)
        #expect(record.action == .expireImportParameters && record.principal == "hufu" && record.keyID == key.id)
        await #expect(throws: KeyServiceError.tokenExpired(.expired)) {
            try await fixture.submit(fixture.material(), parameters)
        }
        #expect(try await fixture.import(fixture.material(), into: key.id).isFirstImport)
    }

    @Test(arguments: Edition.allCases)
    func `material and import that end together are both carried out, each with its record`(
        edition: Edition
    ) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.key("brought", origin: .external)
        try await fixture.import(fixture.material(), into: key.id, validTo: fixture.clock.now.adding(days: 1))
        _ = try await fixture.service.parametersForImport(
            .id(key.id), algorithm: fixture.quickAlgorithm, for: fixture.caller)
        fixture.clock.advance(days: 1)
        let settled = try await fixture.service.describeKey(.id(key.id), for: fixture.caller)
        #expect(settled.state == .pendingImport && settled.importSession == nil)
        let actions = try await fixture.auditRecords().suffix(2).map(\.action)
        #expect(actions == [.expireKeyMaterial, .expireImportParameters])
    }

    @Test(arguments: Edition.allCases, [KeyState.enabled, .disabled, .archived, .pendingDelete])
    func `material expires in every state, and a scheduled deletion stays`(
        edition: Edition, state: KeyState
    ) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let made = try await fixture.key("brought", origin: .external)
        try await fixture.import(fixture.material(), into: made.id, validTo: fixture.clock.now.adding(days: 1))
        let selector = KeySelector.id(made.id)
        switch state {
        case .archived: try await service.archiveKey(selector, for: caller)
        case .disabled: try await service.disableKey(selector, for: caller)
        case .pendingDelete:
            try await service.disableKey(selector, for: caller)
            try await service.scheduleKeyDeletion(selector, days: 7, for: caller)
        case .enabled, .pendingImport: break
        }
        fixture.clock.advance(days: 1)
        let expired = try await service.describeKey(selector, for: caller)
        #expect(expired.state == (state == .pendingDelete ? .pendingDelete : .pendingImport))
        #expect(!expired.holdsMaterial && expired.validTo == nil)
        #expect(try await fixture.store.secret(SecretName(kind: .material, id: made.id, version: 1)) == nil)
        if state == .pendingDelete {
            #expect(try await service.cancelKeyDeletion(selector, for: caller).state == .pendingImport)
        }
    }

    @Test func `a listing reads its own page and what is due, however many keys there are`() async throws {
        let store = InterposedKeyStore()
        let fixture = try await KeyServiceFixture(.fips, on: { _ in store })
        let (service, caller) = (fixture.service, fixture.caller)
        for number in 0..<300 {
            try await store.commit(StoreChange(key: .insert(.sample(UInt32(number))), audit: .sample("make")))
        }
        for number in 0..<120 {
            try await service.disableKey(.id(.sample(UInt32(number))), for: caller)
            try await service.scheduleKeyDeletion(.id(.sample(UInt32(number))), days: 7, for: caller)
        }
        let dataKey = try await service.importDataKey(
            fixture.material(), under: .id(try await fixture.key("orders").id),
            as: DataKeyRequest(name: DataKeyName("doomed")), for: caller)
        try await service.disableDataKey(dataKey.id, for: caller)
        try await service.scheduleDataKeyDeletion(dataKey.id, days: 8, for: caller)
        #expect(try await service.listKeys(KeyQuery(limit: 5), for: caller).totalCount == 301)
        #expect(store.listedKeyCount == 5)
        fixture.clock.advance(days: 7)
        #expect(try await service.listKeys(KeyQuery(limit: 5), for: caller).totalCount == 181)
        #expect(store.listedKeyCount == 10 + 120)
        fixture.clock.advance(days: 1)
        #expect(try await service.listDataKeys(DataKeyQuery(limit: 5), for: caller).totalCount == 0)
        #expect(store.listedKeyCount == 10 + 120 + 1)
        let destroyed = try await fixture.auditRecords().filter { $0.action == .destroyKey }.compactMap(\.keyID)
        #expect(destroyed == (0..<120).map { .sample($0) })
    }

    @Test(arguments: Edition.allCases)
    func `the secrets of a store are made once`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.externalKey("brought")
        await #expect(throws: KeyServiceError.store(.unfit("it has its fingerprint-key already"))) {
            try await fixture.service.provision(for: fixture.caller)
        }
        #expect(try await !fixture.import(fixture.material(), into: key.id).isFirstImport)
    }
}
