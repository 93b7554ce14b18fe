// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// Several keys in one call: all of them, or none.
@Suite struct BatchTests {
    @Test(arguments: Edition.allCases)
    func `keys are disabled and enabled together, each with its record`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let ids = try await keys(5, in: fixture)
        #expect(try await service.disableKeys(ids.reversed(), for: caller).map(\.id) == ids.reversed())
        #expect(try await states(of: ids, in: fixture) == .init(repeating: .disabled, count: 5))
        try await service.enableKeys([ids[1], ids[3]], for: caller)
        #expect(try await states(of: ids, in: fixture) == [.disabled, .enabled, .disabled, .enabled, .disabled])
        let records = try await fixture.auditRecords().suffix(7)
        #expect(records.map(\.action) == .init(repeating: .disableKey, count: 5) + [.enableKey, .enableKey])
        #expect(records.map(\.keyID) == ids.reversed() + [ids[1], ids[3]])
    }

    @Test(arguments: Edition.allCases, 0..<4)
    func `one key that refuses keeps all of them as they are`(edition: Edition, position: Int) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let ids = try await keys(4, in: fixture)
        try await service.archiveKey(.id(ids[position]), for: caller)
        let before = try await service.describeKeys(ids, for: caller)
        let count = try await fixture.auditRecords().count
        await #expect(
            throws: KeyServiceError.refusedByState(.cmkStateNotSupport, state: .archived, action: .disableKey)
        ) {
            try await service.disableKeys(ids, for: caller)
        }
        var withAbsent = ids
        withAbsent[position] = .sample(1)
        for batch in [service.disableKeys, service.enableKeys, service.describeKeys] {
            await #expect(throws: KeyServiceError.keyNotFound(.id(.sample(1)))) {
                _ = try await batch(withAbsent, caller)
            }
        }
        #expect(try await service.describeKeys(ids, for: caller) == before)
        #expect(try await fixture.auditRecords().count == count)
    }

    @Test func `a batch has 1 to 100 keys, each once`() async throws {
        let fixture = try await KeyServiceFixture(.smCrypto)
        let (service, caller) = (fixture.service, fixture.caller)
        let ids = try await keys(100, in: fixture)
        let wrong: [([KeyID], BatchError)] = [
            ([], .wrongCount(0)), (ids + [.sample(1)], .wrongCount(101)),
            ([ids[0], ids[1], ids[0]], .duplicatedKeyID(ids[0])),
        ]
        for (batch, error) in wrong {
            for call in [service.disableKeys, service.enableKeys, service.describeKeys] {
                await #expect(throws: KeyServiceError.batch(error)) { _ = try await call(batch, caller) }
            }
        }
        #expect(try await service.disableKeys(ids, for: caller).count == 100)
    }

    @Test(arguments: Edition.allCases)
    func `a key changed under a batch lets the whole batch begin anew`(edition: Edition) async throws {
        let store = InterposedKeyStore()
        let fixture = try await KeyServiceFixture(edition) { _ in store }
        let (service, caller) = (fixture.service, fixture.caller)
        let ids = try await keys(3, in: fixture)
        store.interpose(.beforeCommit(.disableKey)) { try await service.archiveKey(.id(ids[2]), for: caller) }
        await #expect(
            throws: KeyServiceError.refusedByState(.cmkStateNotSupport, state: .archived, action: .disableKey)
        ) {
            try await service.disableKeys(ids, for: caller)
        }
        #expect(store.isDone)
        #expect(try await states(of: ids, in: fixture) == [.enabled, .enabled, .archived])
    }

    @Test(arguments: Edition.allCases)
    func `batches over the same keys by many tasks leave all keys in one state`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let ids = try await keys(6, in: fixture)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<16 {
                group.addTask {
                    let order = task % 3 == 0 ? ids.reversed() : ids
                    if task % 2 == 0 {
                        try await service.disableKeys(order, for: caller)
                    } else {
                        try await service.enableKeys(order, for: caller)
                    }
                }
            }
            try await group.waitForAll()
        }
        let keys = try await service.describeKeys(ids, for: caller)
        #expect(Set(keys.map(\.state)).count == 1)
        #expect(keys.map(\.revision) == .init(repeating: 17, count: 6))
        #expect(try await fixture.auditRecords().count == 1 + 6 + 16 * 6)
    }

    private func keys(_ count: Int, in fixture: KeyServiceFixture) async throws -> [KeyID] {
        var ids: [KeyID] = []
        for index in 0..<count { ids.append(try await fixture.key("key-\(index)").id) }
        return ids
    }

    private func states(of ids: [KeyID], in fixture: KeyServiceFixture) async throws -> [KeyState] {
        try await fixture.service.describeKeys(ids, for: fixture.caller).map(\.state)
    }
}
