// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// A count of keys that a change demands holds at the moment of the change.
    static let limitClauses = [
        KeyStoreContract("a key is made while there are fewer than demanded, those that wait for deletion not counted")
        { store in
            await #expect(throws: KeyStoreError.keyLimitReached) { try await store.make(.sample(1), below: 0) }
            try await store.make(.sample(1), below: 1)
            await #expect(throws: KeyStoreError.keyLimitReached) { try await store.make(.sample(2), below: 1) }
            #expect(try await store.key(.id(.sample(2))) == nil)
            #expect(try await store.auditRecords(from: 1, limit: 9).count == 1)
            await #expect(throws: KeyStoreError.keyLimitReached, "looked at before the alias") {
                try await store.make(.sample(2, alias: "key-1"), below: 1)
            }
            for (index, state) in KeyState.allCases.enumerated() where state != .pendingDelete {
                var key = try CustomerMasterKey.sample(UInt32(10 + index))
                key.state = state
                try await store.make(key, below: 2 + index)
            }
            let count = KeyState.allCases.count
            await #expect(throws: KeyStoreError.keyLimitReached) { try await store.make(.sample(3), below: count) }
            let doomed = try CustomerMasterKey.sample(1).changed { $0.state = .pendingDelete }
            try await store.commit(.update(doomed, expectedRevision: 1))
            try await store.make(.sample(3), below: count)
            await #expect(throws: KeyStoreError.keyLimitReached) { try await store.make(.sample(4), below: count) }
        },
        KeyStoreContract("keys count towards a limit in every state but PendingDelete, as stored") { store in
            #expect(try await store.keyCount() == 0)
            var count = 0
            for (index, state) in KeyState.allCases.enumerated() {
                var key = try CustomerMasterKey.sample(UInt32(index))
                key.state = state
                try await store.commit(.insert(key))
                count += state == .pendingDelete ? 0 : 1
                #expect(try await store.keyCount() == count, "\(state)")
            }
            let index = try #require(KeyState.allCases.firstIndex(of: .pendingDelete))
            let returned = try CustomerMasterKey.sample(UInt32(index)).changed { $0.state = .disabled }
            try await store.commit(.update(returned, expectedRevision: 1))
            #expect(try await store.keyCount() == KeyState.allCases.count)
            try await store.commit(.remove(returned.id, expectedRevision: returned.revision))
            #expect(try await store.keyCount() == KeyState.allCases.count - 1)
        },
        KeyStoreContract("keys of one transaction are counted one after another") { store in
            let changes = try (1...3 as ClosedRange<UInt32>).map { number in
                StoreChange(
                    key: .insert(try .sample(number)), demanding: [.keyCount(below: 2)], audit: .sample("\(number)"))
            }
            await #expect(throws: KeyStoreError.keyLimitReached) { try await store.commit(changes) }
            #expect(try await store.keys(KeyQuery()).totalCount == 0)
            try await store.commit(Array(changes.prefix(2)))
        },
        KeyStoreContract("of 50 keys made at once no more than the limit are") { store in
            let outcomes = await withTaskGroup(of: Result<Void, KeyStoreError>.self) { group in
                for number: UInt32 in 1...50 {
                    group.addTask {
                        do throws(KeyStoreError) {
                            guard let key = try? CustomerMasterKey.sample(number) else { return .success(()) }
                            return .success(try await store.make(key, below: 10))
                        } catch {
                            return .failure(error)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let refusals = outcomes.compactMap { outcome in
                if case .failure(let error) = outcome { error } else { nil }
            }
            #expect(refusals == Array(repeating: .keyLimitReached, count: 40))
            let page = try await store.keys(KeyQuery())
            #expect(page.totalCount == 10)
        },
    ]
}

extension AuditedKeyStore {
    /// Makes a key if there are fewer than `limit`.
    fileprivate func make(_ key: CustomerMasterKey, below limit: Int) async throws(KeyStoreError) {
        try await commit(
            StoreChange(key: .insert(key), demanding: [.keyCount(below: limit)], audit: .sample("make", of: key.id)))
    }
}
