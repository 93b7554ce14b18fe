// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// What a policy refuses, and what the state of a hosted data key or of its CMK refuses, is on the trail, once.
@Suite struct RefusalRecordTests {
    private static let policies = [KeyCachePolicy.off, .standard]

    /// A caller whose policy allows everything with the keys `alias/dev-*`.
    private func developer(_ action: String) throws -> Caller {
        Caller(
            principal: "AKID", requestID: "r", action: action,
            policy: AccessPolicy([.init(.allow, actions: [.any], keys: [try KeyPattern("alias/dev-*")])]))
    }

    private func hosted(_ name: String, under key: KeyID, in fixture: KeyServiceFixture) async throws -> DataKeyID {
        try await fixture.service.importDataKey(
            fixture.material(), under: .id(key), as: DataKeyRequest(name: DataKeyName(name)), for: fixture.caller
        ).id
    }

    @Test(arguments: Edition.allCases, policies)
    func `a use of a cached key is refused, read anew and recorded once`(
        edition: Edition, cache: KeyCachePolicy
    ) async throws {
        let fixture = try await KeyServiceFixture(edition, cache: cache)
        let key = try await fixture.key("prod-1")
        _ = try await fixture.service.encrypt([7], under: .id(key.id), for: fixture.caller)
        let before = try await fixture.auditRecords().count
        await #expect(throws: KeyServiceError.unauthorized(action: "Encrypt", key: .id(key.id))) {
            try await fixture.service.encrypt([7], under: .id(key.id), for: developer("Encrypt"))
        }
        let records = try await fixture.auditRecords().dropFirst(before)
        #expect(records.map(\.outcome) == ["UnauthorizedOperation"] && records.first?.keyID == key.id)
    }

    @Test(arguments: Edition.allCases, policies)
    func `a message that may not be sealed anew is not opened, and its destination has the one record`(
        edition: Edition, cache: KeyCachePolicy
    ) async throws {
        let store = InterposedKeyStore()
        let fixture = try await KeyServiceFixture(edition, cache: cache, on: { _ in store })
        let (service, caller) = (fixture.service, fixture.caller)
        let other = try fixture.secondService()
        let source = try await fixture.key("dev-1").id
        let destination = try await fixture.key("prod-1").id
        let sealed = try await service.encrypt([7], under: .id(source), for: caller)
        store.interpose(.beforeRecord(.reEncrypt)) { try await other.disableKey(.id(source), for: caller) }
        await #expect(throws: KeyServiceError.unauthorized(action: "ReEncrypt", key: .id(destination))) {
            try await service.reEncrypt(sealed.bytes, under: .id(destination), for: developer("ReEncrypt"))
        }
        #expect(store.isDone)
        let records = try await fixture.auditRecords().filter { $0.action == .reEncrypt }
        #expect(records.map(\.keyID) == [destination])
        #expect(records.map(\.outcome) == ["UnauthorizedOperation"])
        // Nothing tells a message that would open from one that would not.
        let damaged = sealed.bytes.dropLast() + [sealed.bytes[sealed.bytes.count - 1] ^ 1]
        try await other.enableKey(.id(source), for: caller)
        await #expect(throws: KeyServiceError.unauthorized(action: "ReEncrypt", key: .id(destination))) {
            try await service.reEncrypt(Array(damaged), under: .id(destination), for: developer("ReEncrypt"))
        }
    }

    @Test(arguments: Edition.allCases, policies)
    func `a key cannot be renamed, nor several be changed, unrecorded`(
        edition: Edition, cache: KeyCachePolicy
    ) async throws {
        let fixture = try await KeyServiceFixture(edition, cache: cache)
        let mine = try await fixture.key("dev-1").id
        let prod = try await fixture.key("prod-1").id
        let before = try await fixture.auditRecords().count
        await #expect(throws: KeyServiceError.unauthorized(action: "UpdateAlias", key: .id(mine))) {
            try await fixture.service.updateAlias(.id(mine), to: KeyAlias("prod-2"), for: developer("UpdateAlias"))
        }
        await #expect(throws: KeyServiceError.unauthorized(action: "DisableKeys", key: .id(prod))) {
            try await fixture.service.disableKeys([mine, prod], for: developer("DisableKeys"))
        }
        let records = try await fixture.auditRecords().dropFirst(before)
        #expect(records.map(\.action) == [.updateAlias, .disableKey])
        #expect(records.map(\.keyID) == [mine, prod])
        #expect(records.allSatisfy { $0.outcome == "UnauthorizedOperation" })
    }

    @Test(arguments: Edition.allCases)
    func `a refused use of a hosted data key names both keys and the reason`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("prod-1").id
        let id = try await hosted("doomed", under: key, in: fixture)
        let sealed = try await service.generateDataKey(under: .id(key), for: caller).sealed.bytes
        let request = DataKeyRequest(name: try DataKeyName("new"))
        let plaintext = { (caller: Caller) in _ = try await service.dataKeyPlaintext(id, for: caller).byteCount }
        var expected: [(KeyAction, DataKeyID?, String)] = []
        var before = try await fixture.auditRecords().count
        func refuses(
            _ action: KeyAction, _ dataKey: DataKeyID?, _ outcome: String, _ body: () async throws -> Void
        ) async throws {
            await #expect(throws: KeyServiceError.self, "\(action): \(outcome)") { try await body() }
            expected.append((action, dataKey, outcome))
        }
        let unauthorized = "UnauthorizedOperation"
        try await refuses(.getDataKeyPlaintext, id, unauthorized) {
            try await plaintext(developer("GetDataKeyPlaintext"))
        }
        try await refuses(.getDataKeyCiphertextBlob, id, unauthorized) {
            _ = try await service.dataKeyCiphertext(id, for: developer("GetDataKeyCiphertextBlob"))
        }
        try await refuses(.disableDataKey, id, unauthorized) {
            try await service.disableDataKey(id, for: developer("DisableDataKey"))
        }
        try await refuses(.importDataKey, nil, unauthorized) {
            _ = try await service.importDataKey(sealed: sealed, as: request, for: developer("ImportDataKey"))
        }
        let importer = Caller(
            principal: "AKID", requestID: "r", action: "ImportDataKey",
            policy: AccessPolicy([.init(.allow, actions: [try ActionPattern("ImportDataKey")], keys: [.any])]))
        try await refuses(.importDataKey, nil, unauthorized) {
            _ = try await service.importDataKey(sealed: sealed, as: request, for: importer)
        }
        #expect(
            try await trail(of: fixture, from: before) == expected.map { "\($0.0) \(key) \($0.1, default: "") \($0.2)" }
        )
        let other = try await fixture.key("prod-2").id
        let foreign = try await service.generateDataKey(under: .id(other), for: caller).sealed.bytes
        (before, expected) = (try await fixture.auditRecords().count, [])
        try await refuses(.importDataKey, nil, "InvalidImportKeyMaterial") {
            _ = try await service.importDataKey(sealed: foreign, under: .id(key), as: request, for: caller)
        }
        #expect(
            try await trail(of: fixture, from: before) == expected.map { "\($0.0) \(key) \($0.1, default: "") \($0.2)" }
        )
        try await service.disableDataKey(id, for: caller)
        (before, expected) = (try await fixture.auditRecords().count, [])
        try await refuses(.getDataKeyPlaintext, id, "DataKeyDisabled") { try await plaintext(caller) }
        #expect(
            try await trail(of: fixture, from: before) == expected.map { "\($0.0) \(key) \($0.1, default: "") \($0.2)" }
        )
        try await service.scheduleDataKeyDeletion(id, days: 7, for: caller)
        try await service.disableKey(.id(key), for: caller)
        (before, expected) = (try await fixture.auditRecords().count, [])
        try await refuses(.getDataKeyCiphertextBlob, id, "DataKeyStateNotSupport") {
            _ = try await service.dataKeyCiphertext(id, for: caller)
        }
        try await refuses(.getDataKeyPlaintext, id, "CmkDisabled") { try await plaintext(caller) }
        try await refuses(.generateDataKey, nil, "CmkDisabled") {
            _ = try await service.generateHostedDataKey(under: .id(key), as: request, for: caller).hosted
        }
        try await refuses(.importDataKey, nil, "CmkDisabled") {
            _ = try await service.importDataKey(sealed: sealed, as: request, for: caller)
        }
        #expect(
            try await trail(of: fixture, from: before) == expected.map { "\($0.0) \(key) \($0.1, default: "") \($0.2)" }
        )
    }

    private func trail(of fixture: KeyServiceFixture, from first: Int) async throws -> [String] {
        try await fixture.auditRecords().dropFirst(first).map {
            "\($0.action) \($0.keyID, default: "") \($0.dataKeyID, default: "") \($0.outcome)"
        }
    }

    @Test(arguments: Edition.allCases)
    func `a data key that cannot be hosted for a damaged key leaves a record of the fault`(
        edition: Edition
    ) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders").id
        let name = SecretName(kind: .material, id: key, version: 1)
        try await fixture.store.commit(
            StoreChange(key: nil, removing: [name], audit: AuditRecord.sample("intruder")))
        let before = try await fixture.auditRecords().count
        let request = DataKeyRequest(name: try DataKeyName("new"))
        let damage = KeyServiceError.store(.damaged("the row \(name.kind.rawValue) \(name.id) is missing"))
        await #expect(throws: damage) {
            _ = try await service.generateHostedDataKey(under: .id(key), as: request, for: caller).hosted
        }
        await #expect(throws: damage) {
            _ = try await service.importDataKey(fixture.material(), under: .id(key), as: request, for: caller)
        }
        #expect(
            try await trail(of: fixture, from: before)
                == ["generateDataKey \(key)  InternalError", "importDataKey \(key)  InternalError"])
        #expect(try await service.listDataKeys(DataKeyQuery(), for: caller).totalCount == 0)
    }

    @Test func `a data key that is not there has no trail`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let before = try await fixture.auditRecords().count
        await #expect(throws: KeyServiceError.dataKey(.notFound(.sample(9)))) {
            _ = try await fixture.service.dataKeyPlaintext(.sample(9), for: developer("GetDataKeyPlaintext")).byteCount
        }
        #expect(try await fixture.auditRecords().count == before)
    }

    @Test(arguments: Edition.allCases, policies)
    func `a refusal that cannot be recorded is answered with the store's error`(
        edition: Edition, cache: KeyCachePolicy
    ) async throws {
        let store = InterposedKeyStore()
        let fixture = try await KeyServiceFixture(edition, cache: cache, on: { _ in store })
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("prod-1").id
        let mine = try await fixture.key("dev-1").id
        let sealed = try await service.encrypt([7], under: .id(mine), for: caller)
        let id = try await hosted("disabled", under: mine, in: fixture)
        try await service.disableDataKey(id, for: caller)
        let fault = KeyStoreError.unavailable("the disk is full")
        store.failToRecord(fault)
        let expected = KeyServiceError.store(fault)
        await #expect(throws: expected) {
            try await service.encrypt([7], under: .id(key), for: developer("Encrypt"))
        }
        await #expect(throws: expected) {
            try await service.reEncrypt(sealed.bytes, under: .id(key), for: developer("ReEncrypt"))
        }
        await #expect(throws: expected) {
            _ = try await service.describeKey(.id(key), for: developer("DescribeKey"))
        }
        await #expect(throws: expected) { try await service.disableKey(.id(key), for: developer("DisableKey")) }
        await #expect(throws: expected) { _ = try await service.dataKeyPlaintext(id, for: caller).byteCount }
        store.failToRecord(nil)
        #expect(try await service.describeKey(.id(key), for: caller).state == .enabled)
    }
}
