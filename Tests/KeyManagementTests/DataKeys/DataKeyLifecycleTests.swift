// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// Names, dates, listings and batches of hosted data keys, and who wins when several change one.
@Suite struct DataKeyLifecycleTests {
    @Test(arguments: Edition.allCases)
    func `a data key goes at its deletion date, unless that is taken back`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        let ids = [
            try await fixture.dataKey("gone", under: key.id, in: .disabled).id,
            try await fixture.dataKey("kept", under: key.id, in: .disabled).id,
        ]
        for id in ids {
            let scheduled = try await service.scheduleDataKeyDeletion(id, days: 7, for: caller)
            #expect(scheduled.deletionDate == fixture.clock.now.adding(days: 7) && scheduled.state == .pendingDelete)
        }
        fixture.clock.advance(seconds: 7 * 86_400 - 1)
        #expect(try await service.describeDataKey(ids[0], for: caller).dataKey.state == .pendingDelete)
        let kept = try await service.cancelDataKeyDeletion(ids[1], for: caller)
        #expect(kept.state == .disabled && kept.deletionDate == nil)
        fixture.clock.advance(seconds: 1)
        await #expect(throws: KeyServiceError.dataKey(.notFound(ids[0]))) {
            try await service.cancelDataKeyDeletion(ids[0], for: caller)
        }
        #expect(try await fixture.store.dataKey(.id(ids[0])) == nil)
        #expect(try await service.describeDataKey(ids[1], for: caller).dataKey == kept)
        for days in [-1, 0, 6, 31] {
            await #expect(throws: KeyServiceError.invalidPendingWindow(days: days)) {
                try await service.scheduleDataKeyDeletion(ids[1], days: days, for: caller)
            }
        }
    }

    @Test(arguments: Edition.allCases)
    func `a CMK that is destroyed takes its data keys along, in one transaction`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let (doomed, other) = (try await fixture.key("doomed"), try await fixture.key("other"))
        let lost = try await fixture.dataKey("lost", under: doomed.id)
        let kept = try await fixture.dataKey("kept", under: other.id)
        try await fixture.bring(doomed.id, to: .pendingDelete)
        fixture.clock.advance(days: 7)
        let count = try await fixture.auditRecords().count
        await #expect(throws: KeyServiceError.dataKey(.notFound(lost.id))) {
            try await service.describeDataKey(lost.id, for: caller)
        }
        #expect(try await fixture.store.dataKey(.id(lost.id)) == nil)
        #expect(try await fixture.auditRecords().dropFirst(count).map(\.action) == [.destroyKey])
        #expect(try await service.listDataKeys(DataKeyQuery(), for: caller).dataKeys.map(\.dataKey) == [kept])
        await #expect(throws: KeyServiceError.keyNotFound(.id(doomed.id))) {
            try await service.listDataKeys(DataKeyQuery(keyID: doomed.id), for: caller)
        }
    }

    @Test(arguments: Edition.allCases)
    func `a name is taken by one data key only, until that data key or its CMK is gone`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let (doomed, key) = (try await fixture.key("doomed"), try await fixture.key("orders"))
        let (first, second) = (try DataKeyName("first"), try DataKeyName("second"))
        _ = try await fixture.dataKey("first", under: key.id, in: .pendingDelete)
        _ = try await fixture.dataKey("second", under: doomed.id)
        let third = try await fixture.dataKey("third", under: key.id)
        for name in [first, second] {
            await #expect(throws: KeyServiceError.dataKey(.nameTaken(name))) {
                try await fixture.dataKey(name.text, under: key.id)
            }
            await #expect(throws: KeyServiceError.dataKey(.nameTaken(name))) {
                try await service.updateDataKeyName(third.id, to: name, for: caller)
            }
        }
        #expect(try await service.updateDataKeyName(third.id, to: third.name, for: caller).name == third.name)
        try await fixture.bring(doomed.id, to: .pendingDelete)
        fixture.clock.advance(days: 7)
        #expect(try await service.updateDataKeyName(third.id, to: first, for: caller).name == first)
        #expect(try await fixture.dataKey("second", under: key.id).name == second)
    }

    @Test(arguments: ["", "-a", "_a", "kms-a", "KMS-a", "a b", "工", String(repeating: "a", count: 61)])
    func `a malformed name is refused`(name: String) {
        #expect {
            try DataKeyName(name)
        } throws: { error in
            if case .dataKey(.invalidName) = error as? KeyServiceError { true } else { false }
        }
    }

    @Test func `a description has at most 100 bytes, tags keep their rules`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        let longest = String(repeating: "名", count: 33) + "x"
        let dataKey = try await fixture.dataKey("first", under: key.id)
        #expect(try await service.updateDataKeyDescription(dataKey.id, to: longest, for: caller).summary == longest)
        await #expect(throws: KeyServiceError.dataKey(.descriptionTooLong(byteCount: 101))) {
            try await service.updateDataKeyDescription(dataKey.id, to: longest + "x", for: caller)
        }
        await #expect(throws: KeyServiceError.dataKey(.descriptionTooLong(byteCount: 101))) {
            _ = try await service.generateHostedDataKey(
                under: .id(key.id), as: DataKeyRequest(name: DataKeyName("other"), summary: longest + "x"), for: caller)
        }
        let tags = [KeyTag(key: "a", value: "1"), KeyTag(key: "a", value: "2")]
        await #expect(throws: KeyServiceError.tags(.keysDuplicated("a"))) {
            _ = try await service.importDataKey(
                fixture.material(), under: .id(key.id), as: DataKeyRequest(name: DataKeyName("other"), tags: tags),
                for: caller)
        }
    }

    @Test func `a listing filters, and shows data keys as they are now`() async throws {
        let fixture = try await KeyServiceFixture(.smCrypto)
        let (service, caller) = (fixture.service, fixture.caller)
        let (key, other) = (try await fixture.key("orders"), try await fixture.key("other"))
        for index in 0..<105 { _ = try await fixture.dataKey("due-\(index)", under: key.id, in: .pendingDelete) }
        let kept = try await fixture.dataKey("kept", under: other.id)
        #expect(try await service.listDataKeys(DataKeyQuery(limit: 1), for: caller).totalCount == 106)
        let found = try await service.listDataKeys(DataKeyQuery(keyID: other.id, search: "kep"), for: caller)
        #expect(found.dataKeys == [try await service.describeDataKey(kept.id, for: caller)])
        #expect(found.dataKeys.map(\.keyAlias.text) == ["other"])
        fixture.clock.advance(days: 7)
        #expect(try await service.listDataKeys(DataKeyQuery(), for: caller).dataKeys.map(\.dataKey) == [kept])
        #expect(try await fixture.auditRecords().filter { $0.action == .destroyDataKey }.count == 105)
    }

    @Test(arguments: Edition.allCases)
    func `a batch is carried out whole or not at all`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        var ids: [DataKeyID] = []
        for index in 0..<5 { ids.append(try await fixture.dataKey("d-\(index)", under: key.id).id) }
        #expect(
            try await service.disableDataKeys(ids, for: caller).map(\.state) == .init(repeating: .disabled, count: 5))
        let described = try await service.describeDataKeys(ids.reversed(), for: caller).map(\.dataKey)
        #expect(described.map(\.id) == ids.reversed() && described.allSatisfy { $0.state == .disabled })
        try await service.scheduleDataKeyDeletion(ids[3], days: 7, for: caller)
        let count = try await fixture.auditRecords().count
        let refusal = DataKeyError.refusedByState(
            .dataKeyStateNotSupport, state: .pendingDelete, action: .enableDataKey)
        await #expect(throws: KeyServiceError.dataKey(refusal)) { try await service.enableDataKeys(ids, for: caller) }
        let absent = DataKeyID.sample(1)
        await #expect(throws: KeyServiceError.dataKey(.notFound(absent))) {
            try await service.enableDataKeys([ids[0], absent], for: caller)
        }
        await #expect(throws: KeyServiceError.dataKey(.notFound(absent))) {
            try await service.describeDataKeys([ids[0], absent], for: caller)
        }
        for (batch, error) in [
            ([ids[0], ids[1], ids[0]], KeyServiceError.dataKey(.duplicatedID(ids[0]))), ([], .batch(.wrongCount(0))),
            ((0..<101).map { DataKeyID.sample($0) }, .batch(.wrongCount(101))),
        ] {
            await #expect(throws: error) { try await service.enableDataKeys(batch, for: caller) }
            await #expect(throws: error) { try await service.disableDataKeys(batch, for: caller) }
            await #expect(throws: error) { try await service.describeDataKeys(batch, for: caller) }
        }
        #expect(try await fixture.auditRecords().count == count, "nothing was changed")
        try await service.enableDataKeys([ids[0], ids[4]], for: caller)
        let states = try await service.describeDataKeys(ids, for: caller).map(\.dataKey.state)
        #expect(states == [.enabled, .disabled, .disabled, .pendingDelete, .enabled])
    }
}

/// What another caller does between reading and writing is seen, or the operation begins anew.
@Suite struct DataKeyInterleavingTests {
    private let store = InterposedKeyStore()

    private func fixture(_ edition: Edition) async throws -> KeyServiceFixture {
        try await KeyServiceFixture(edition) { _ in store }
    }

    @Test(arguments: Edition.allCases)
    func `a data key disabled under its use is not given out`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let dataKey = try await fixture.dataKey("first", under: fixture.key("orders").id)
        store.interpose(.beforeCommit(.getDataKeyPlaintext)) {
            try await service.disableDataKey(dataKey.id, for: caller)
        }
        let refusal = DataKeyError.refusedByState(.dataKeyDisabled, state: .disabled, action: .getDataKeyPlaintext)
        await #expect(throws: KeyServiceError.dataKey(refusal)) {
            _ = try await service.dataKeyPlaintext(dataKey.id, for: caller)
        }
        #expect(store.isDone)
        let records = try await fixture.auditRecords().filter { $0.action == .getDataKeyPlaintext }
        #expect(records.map(\.outcome) == ["DataKeyDisabled"], "refused, once")
    }

    @Test(arguments: Edition.allCases)
    func `a CMK disabled under a use of its data key stops it, a rotation does not`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        let dataKey = try await fixture.dataKey("first", under: key.id)
        store.interpose(.beforeCommit(.getDataKeyPlaintext)) {
            try await service.rotateKey(.id(key.id), rule: .operatorRequest, for: caller)
        }
        #expect(try await service.dataKeyPlaintext(dataKey.id, for: caller).byteCount == dataKey.byteCount)
        #expect(store.isDone)
        store.interpose(.beforeCommit(.getDataKeyPlaintext)) {
            try await service.disableKey(.id(key.id), for: caller)
        }
        await #expect(
            throws: KeyServiceError.refusedByState(.cmkDisabled, state: .disabled, action: .getDataKeyPlaintext)
        ) {
            _ = try await service.dataKeyPlaintext(dataKey.id, for: caller)
        }
        #expect(store.isDone)
    }

    @Test(arguments: Edition.allCases)
    func `a CMK disabled while a data key is made hosts none`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        store.interpose(.beforeCommit(.generateDataKey)) { try await service.disableKey(.id(key.id), for: caller) }
        await #expect(throws: KeyServiceError.refusedByState(.cmkDisabled, state: .disabled, action: .generateDataKey))
        {
            try await fixture.dataKey("first", under: key.id)
        }
        #expect(try await service.listDataKeys(DataKeyQuery(), for: caller).totalCount == 0)
    }

    @Test(arguments: Edition.allCases)
    func `a name taken meanwhile is taken`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let key = try await fixture.key("orders")
        store.interpose(.beforeCommit(.generateDataKey)) { _ = try await fixture.dataKey("first", under: key.id) }
        let name = try DataKeyName("first")
        await #expect(throws: KeyServiceError.dataKey(.nameTaken(name))) {
            try await fixture.dataKey("first", under: key.id)
        }
    }

    @Test(arguments: Edition.allCases)
    func `one data key changed under a batch lets the whole batch begin anew`(edition: Edition) async throws {
        let fixture = try await fixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        let first = try await fixture.dataKey("first", under: key.id)
        let second = try await fixture.dataKey("second", under: key.id)
        store.interpose(.beforeCommit(.disableDataKey)) {
            try await service.updateDataKeyDescription(second.id, to: "meanwhile", for: caller)
        }
        let disabled = try await service.disableDataKeys([first.id, second.id], for: caller)
        #expect(store.isDone)
        #expect(disabled.map(\.state) == [.disabled, .disabled] && disabled.map(\.summary) == ["", "meanwhile"])
        #expect(try await fixture.auditRecords().filter { $0.action == .disableDataKey }.count == 2)
    }
}
