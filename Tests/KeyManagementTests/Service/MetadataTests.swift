// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// Names, descriptions, listing, and who wins when several change one key.
@Suite struct MetadataTests {
    @Test func `an alias is taken by one key only, until that key is gone`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let (service, caller) = (fixture.service, fixture.caller)
        let orders = try KeyAlias("orders")
        let first = try await fixture.key("orders")
        let second = try await fixture.key("second")
        await #expect(throws: KeyServiceError.aliasTaken(orders)) { try await fixture.key("orders") }
        await #expect(throws: KeyServiceError.aliasTaken(orders)) {
            try await service.updateAlias(.id(second.id), to: orders, for: caller)
        }
        #expect(try await service.updateAlias(.id(first.id), to: orders, for: caller).alias == orders)
        try await service.disableKey(.id(first.id), for: caller)
        try await service.scheduleKeyDeletion(.id(first.id), days: 7, for: caller)
        await #expect(throws: KeyServiceError.aliasTaken(orders)) { try await fixture.key("orders") }
        fixture.clock.advance(days: 7)
        #expect(try await service.updateAlias(.id(second.id), to: orders, for: caller).id == second.id)
    }

    @Test func `a description has at most 1024 bytes`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let key = try await fixture.key("orders")
        let longest = String(repeating: "名", count: 341) + "x"
        #expect(longest.utf8.count == 1024)
        let described = try await fixture.service.updateKeyDescription(.id(key.id), to: longest, for: fixture.caller)
        #expect(described.summary == longest)
        await #expect(throws: KeyServiceError.descriptionTooLong(byteCount: 1025)) {
            try await fixture.service.updateKeyDescription(.id(key.id), to: longest + "x", for: fixture.caller)
        }
        await #expect(throws: KeyServiceError.descriptionTooLong(byteCount: 1025)) {
            try await fixture.service.createKey(
                KeyRequest(alias: KeyAlias("other"), summary: longest + "x"), for: fixture.caller)
        }
    }

    @Test func `a listing shows keys as they are now`() async throws {
        let fixture = try await KeyServiceFixture(.smCrypto)
        let soon = UnixTime(seconds: fixture.clock.now.seconds + 60)
        let expiring = try await fixture.key("expiring", origin: .external)
        try await fixture.import(fixture.material(), into: expiring.id, validTo: soon)
        for index in 0..<120 {
            let key = try await fixture.key("doomed-\(index)")
            try await fixture.service.disableKey(.id(key.id), for: fixture.caller)
            try await fixture.service.scheduleKeyDeletion(.id(key.id), days: 7, for: fixture.caller)
        }
        #expect(try await fixture.service.listKeys(KeyQuery(), for: fixture.caller).totalCount == 121)
        fixture.clock.advance(days: 7)
        let page = try await fixture.service.listKeys(KeyQuery(), for: fixture.caller)
        #expect(page.totalCount == 1 && page.keys.map(\.state) == [.pendingImport])
    }

    @Test func `changes of one key by many tasks all happen, one after the other`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let key = try await fixture.key("orders")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for step in 0..<4 {
                        try await fixture.service.updateKeyDescription(
                            .id(key.id), to: "\(task).\(step)", for: fixture.caller)
                    }
                }
            }
            try await group.waitForAll()
        }
        let now = try await fixture.service.describeKey(.id(key.id), for: fixture.caller)
        #expect(now.revision == 1 + 32)
    }

    @Test func `each change and each use has one audit record, refused uses too`() async throws {
        let fixture = try await KeyServiceFixture(.smCrypto)
        let key = try await fixture.externalKey("brought")
        try await fixture.service.disableKey(.id(key.id), for: fixture.caller)
        await #expect(throws: KeyServiceError.self) {
            try await fixture.service.encrypt([1], under: .id(key.id), for: fixture.caller)
        }
        let records = try await fixture.auditRecords()
        let actions: [KeyAction] = [
            .provisionStore, .createKey, .getParametersForImport, .importKeyMaterial, .disableKey, .encrypt,
        ]
        #expect(records.map(\.action) == actions)
        #expect(records.dropFirst().allSatisfy { $0.keyID == key.id })
        #expect(records.map(\.outcome) == ["ok", "ok", "ok", "ok", "ok", "CmkDisabled"])
        #expect(records.allSatisfy { $0.principal == "local/test" && $0.requestID == fixture.caller.requestID })
    }

    @Test func `another root key, or another edition's store, is refused`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let other = try RootKey.make(from: fixture.edition)
        #expect {
            _ = try KeyService(edition: fixture.edition, store: fixture.store, identity: fixture.identity, root: other)
        } throws: { error in
            guard case .store(.unfit) = error as? KeyServiceError else { return false }
            return true
        }
        let sm = try Edition.smCrypto.loaded()
        #expect {
            _ = try KeyService(
                edition: sm, store: fixture.store, identity: fixture.identity, root: RootKey.make(from: sm))
        } throws: { error in
            guard case .store(.unfit) = error as? KeyServiceError else { return false }
            return true
        }
    }

    @Test(arguments: Edition.allCases)
    func `a stored secret moved to another key's row does not open`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let first = try await fixture.key("first")
        let second = try await fixture.key("second")
        let row = try #require(await fixture.store.secret(SecretName(kind: .material, id: first.id, version: 1)))
        let moved = WrappedSecret(
            name: SecretName(kind: .material, id: second.id, version: 1), origin: .internal, box: row.box)
        let record = try #require(try await fixture.auditRecords().first)
        try await fixture.store.commit(StoreChange(key: nil, storing: [moved], audit: record))
        await #expect {
            try await fixture.service.encrypt([1], under: .id(second.id), for: fixture.caller)
        } throws: { error in
            guard case .store(.damaged) = error as? KeyServiceError else { return false }
            return true
        }
    }
}
