// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// Several changes are one transaction.
    static let batchClauses = [
        KeyStoreContract("several changes are carried out in order, each on what the one before left") { store in
            let key = try CustomerMasterKey.sample(1, alias: "one")
            let dataKey = try HostedDataKey.sample(11, of: 1)
            let alias = try KeyAlias("renamed")
            let renamed = key.changed { $0.alias = alias }
            try await store.commit([
                StoreChange(key: .insert(key), storing: [.sample(1, filler: 1)], audit: .sample("1")),
                StoreChange(key: .update(renamed, expectedRevision: 1), audit: .sample("2")),
                StoreChange(
                    key: .insert(try .sample(2, alias: "one")), dataKey: .insert(dataKey),
                    demanding: [.key(key.id, revision: 2)], audit: .sample("3")),
            ])
            #expect(try await store.key(.id(key.id)) == renamed)
            #expect(try await store.key(.id(.sample(2)))?.alias.text == "one")
            #expect(try await store.dataKey(.id(dataKey.id)) == dataKey)
            let records = (1...3).map { AuditRecord.sample("\($0)").serialised() }
            #expect(try await store.auditRecords(from: 1, limit: 9) == records)
        },
        KeyStoreContract("when one of several changes is refused, none is carried out and no record is written") {
            store in
            let keys = try (1...3).map { try CustomerMasterKey.sample($0) }
            for key in keys { try await store.commit(.insert(key)) }
            let before = try await store.keys(KeyQuery())
            for refused in keys.indices {
                let changes = keys.enumerated().map { index, key in
                    StoreChange(
                        key: .update(key.changed(), expectedRevision: index == refused ? 9 : 1),
                        storing: [.sample(UInt32(index), filler: 1)], audit: .sample("batch"))
                }
                await #expect(throws: KeyStoreError.revisionConflict) { try await store.commit(changes) }
            }
            #expect(try await store.keys(KeyQuery()) == before)
            #expect(try await store.auditRecords(from: 1, limit: 99).count == 3)
            for index: UInt32 in 0..<3 {
                #expect(try await store.secret(WrappedSecret.sample(index, filler: 1).name) == nil)
            }
        },
        KeyStoreContract("of 40 batches over the same keys, in turned orders, exactly one wins, whole") { store in
            let keys = try (1...4).map { try CustomerMasterKey.sample($0) }
            for key in keys { try await store.commit(.insert(key)) }
            let winners = try await KeyStoreContract.race(40) { number in
                let order = number % 2 == 0 ? keys : keys.reversed()
                try await store.commit(
                    order.map { key in
                        StoreChange(
                            key: .update(key.changed { $0.summary = "\(number)" }, expectedRevision: 1),
                            audit: .sample("\(number)"))
                    })
            }
            #expect(winners.count == 1)
            let summaries = try await store.keys(KeyQuery()).keys.map(\.summary)
            #expect(summaries == winners.flatMap { [String](repeating: "\($0)", count: 4) })
            #expect(try await store.auditRecords(from: 1, limit: 99).count == 8)
        },
    ]
}
