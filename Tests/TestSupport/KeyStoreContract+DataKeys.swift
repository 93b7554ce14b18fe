// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// Hosted data keys rest whole, one of a name, with their CMK.
    static let dataKeyClauses = [
        KeyStoreContract("a data key is found by its ID and by its name, whole") { store in
            try await store.commit(.insert(try .sample(1)))
            let tags = [KeyTag(key: "env", value: "产\" \\"), KeyTag(key: "empty", value: "")]
            var dataKey = try HostedDataKey.sample(11, of: 1, name: "Orders", tags: tags)
            dataKey.summary = "工资 \"quoted\" \u{1F42F} \u{0}"
            dataKey.deletionDate = UnixTime(seconds: 2_147_443_200)
            dataKey.state = .pendingDelete
            try await store.host(dataKey)
            #expect(try await store.dataKey(.id(dataKey.id)) == dataKey)
            #expect(try await store.dataKey(.name(dataKey.name)) == dataKey)
            #expect(try await store.dataKey(.id(.sample(12))) == nil)
            #expect(try await store.dataKey(.name(try DataKeyName("orders"))) == nil, "a name is case-sensitive")
        },
        KeyStoreContract("a data key needs its CMK, and an ID and a name of its own") { store in
            await #expect(throws: KeyStoreError.revisionConflict, "no such CMK") {
                try await store.host(try .sample(11, of: 1))
            }
            try await store.commit(.insert(try .sample(1)))
            let dataKey = try HostedDataKey.sample(11, of: 1, name: "one")
            try await store.host(dataKey)
            await #expect(throws: KeyStoreError.revisionConflict) {
                try await store.host(try .sample(11, of: 1, name: "other"))
            }
            await #expect(throws: KeyStoreError.dataKeyNameTaken) {
                try await store.host(try .sample(12, of: 1, name: "one"))
            }
            try await store.host(try .sample(12, of: 1, name: "One"))
            let other = try HostedDataKey.sample(12, of: 1, name: "One")
            await #expect(throws: KeyStoreError.dataKeyNameTaken) {
                try await store.commit(dataKey: .update(other.changed { $0.name = dataKey.name }, expectedRevision: 1))
            }
            #expect(try await store.dataKeys(DataKeyQuery()).totalCount == 2)
            #expect(try await store.dataKey(.id(dataKey.id)) == dataKey)
        },
        KeyStoreContract("a data key changes and goes at the revision that is named only, and stays under its CMK") {
            store in
            for number: UInt32 in 1...2 { try await store.commit(.insert(try .sample(number))) }
            let dataKey = try HostedDataKey.sample(11, of: 1)
            try await store.host(dataKey)
            for revision: UInt64 in [0, 2, .max] {
                await #expect(throws: KeyStoreError.revisionConflict) {
                    var next = dataKey
                    next.revision = revision &+ 1
                    try await store.commit(dataKey: .update(next, expectedRevision: revision))
                }
                await #expect(throws: KeyStoreError.revisionConflict) {
                    try await store.commit(dataKey: .remove(dataKey.id, expectedRevision: revision))
                }
            }
            await #expect(throws: KeyStoreError.revisionConflict, "the revision is not raised") {
                try await store.commit(dataKey: .update(dataKey, expectedRevision: 1))
            }
            await #expect(throws: KeyStoreError.revisionConflict, "another CMK") {
                try await store.commit(dataKey: .update(try .sample(11, of: 2).changed(), expectedRevision: 1))
            }
            let next = dataKey.changed { $0.state = .disabled }
            try await store.commit(dataKey: .update(next, expectedRevision: 1))
            #expect(try await store.dataKey(.id(dataKey.id)) == next)
            try await store.commit(dataKey: .remove(dataKey.id, expectedRevision: 2))
            #expect(try await store.dataKey(.id(dataKey.id)) == nil)
        },
        KeyStoreContract("a CMK that is removed takes its data keys along, and no others") { store in
            for number: UInt32 in 1...2 { try await store.commit(.insert(try .sample(number))) }
            for (number, key): (UInt32, UInt32) in [(11, 1), (12, 2), (13, 1)] {
                try await store.host(try .sample(number, of: key))
            }
            try await store.commit(.remove(.sample(1), expectedRevision: 1))
            #expect(try await store.dataKeyNumbers(DataKeyQuery()) == [12])
            try await store.host(try .sample(14, of: 2, name: "data-key-11"))
        },
        KeyStoreContract("what a change demands is looked at first, of keys and of data keys") { store in
            try await store.commit(.insert(try .sample(1)))
            let dataKey = try HostedDataKey.sample(11, of: 1)
            try await store.host(dataKey)
            let unmet: [StoreCondition] = [
                .key(.sample(1), revision: 2), .key(.sample(2), revision: 1), .key(.sample(1), revision: .max),
                .dataKey(dataKey.id, revision: 2), .dataKey(.sample(1), revision: 1),
            ]
            for condition in unmet {
                await #expect(throws: KeyStoreError.revisionConflict) {
                    try await store.commit(
                        StoreChange(
                            key: .insert(try .sample(2)),
                            demanding: [.key(.sample(1), revision: 1), condition], audit: .sample("refused")))
                }
            }
            #expect(try await store.keys(KeyQuery()).totalCount == 1)
            #expect(try await store.auditRecords(from: 1, limit: 9).count == 2)
            let met: [StoreCondition] = [.key(.sample(1), revision: 1), .dataKey(dataKey.id, revision: 1)]
            try await store.commit(StoreChange(key: nil, demanding: met, audit: .sample("met")))
            #expect(try await store.auditRecords(from: 1, limit: 9).count == 3)
        },
        KeyStoreContract("of 50 changes of a data key from one revision exactly one wins") { store in
            try await store.commit(.insert(try .sample(1)))
            let dataKey = try HostedDataKey.sample(11, of: 1)
            try await store.host(dataKey)
            let winners = try await KeyStoreContract.race(50) { number in
                try await store.commit(
                    dataKey: .update(dataKey.changed { $0.summary = "\(number)" }, expectedRevision: 1))
            }
            #expect(winners.count == 1)
            #expect(try await store.dataKey(.id(dataKey.id))?.summary == winners.first.map { "\($0)" })
        },
    ]

    /// Listings of data keys choose, order and cut exactly.
    static let dataKeyListingClauses = [
        KeyStoreContract("data keys are listed by time and ID, in pages that are counted") { store in
            try await store.commit(.insert(try .sample(1)))
            for (number, second): (UInt32, Int64) in [(3, 50), (1, 70), (2, 50), (4, 60), (300, 50)] {
                try await store.host(try .sample(number, of: 1, createdAt: second))
            }
            #expect(try await store.dataKeyNumbers(DataKeyQuery()) == [1, 4, 2, 3, 300])
            #expect(try await store.dataKeyNumbers(DataKeyQuery(newestFirst: false)) == [2, 3, 300, 4, 1])
            #expect(try await store.dataKeyNumbers(DataKeyQuery(offset: 1, limit: 2)) == [4, 2])
            #expect(try await store.dataKeyNumbers(DataKeyQuery(offset: -1, limit: -1)) == [])
            #expect(try await store.dataKeys(DataKeyQuery(offset: 9)).totalCount == 5)
        },
        KeyStoreContract("filters choose data keys by state, origin, CMK, length, search and deletion date") { store in
            for number: UInt32 in 1...2 { try await store.commit(.insert(try .sample(number))) }
            try await store.host(try .sample(0xAB, of: 1, name: "pay_roll", byteCount: 16))
            var second = try HostedDataKey.sample(2, of: 2, name: "payXroll", byteCount: 32, origin: .external)
            second.state = .pendingDelete
            second.deletionDate = UnixTime(seconds: 500)
            try await store.host(second)
            var third = try HostedDataKey.sample(3, of: 1, name: "orders", byteCount: 32)
            third.state = .disabled
            try await store.host(third)
            let expected: [(DataKeyQuery, [UInt32])] = [
                (DataKeyQuery(states: [.enabled]), [0xAB]),
                (DataKeyQuery(states: [.disabled, .pendingDelete]), [3, 2]),
                (DataKeyQuery(states: []), []), (DataKeyQuery(origin: .external), [2]),
                (DataKeyQuery(origin: .internal), [0xAB, 3]), (DataKeyQuery(keyID: .sample(1)), [0xAB, 3]),
                (DataKeyQuery(keyID: .sample(9)), []), (DataKeyQuery(byteCount: 32), [3, 2]),
                (DataKeyQuery(byteCount: 33), []), (DataKeyQuery(search: "pay_"), [0xAB]),
                (DataKeyQuery(search: "roll"), [0xAB, 2]), (DataKeyQuery(search: "0000000000ab"), [0xAB]),
                (DataKeyQuery(search: "%"), []), (DataKeyQuery(search: ""), [0xAB, 3, 2]),
                (DataKeyQuery(keyID: .sample(1), byteCount: 32, search: "o"), [3]),
            ]
            for (query, numbers) in expected {
                #expect(try await store.dataKeyNumbers(query) == numbers, "\(query)")
                #expect(try await store.dataKeys(query).totalCount == numbers.count, "\(query)")
            }
        },
        KeyStoreContract("tag filters choose data keys byte by byte") { store in
            try await store.commit(.insert(try .sample(1)))
            for row in TagFilterRow.tagged { try await store.host(try .sample(row.number, of: 1, tags: row.tags)) }
            for row in TagFilterRow.rows {
                #expect(try await store.dataKeyNumbers(DataKeyQuery(tags: row.filters)) == row.numbers, "\(row)")
            }
        },
    ]
}

extension AuditedKeyStore {
    /// Inserts a data key with a record of its own.
    func host(_ dataKey: HostedDataKey) async throws(KeyStoreError) {
        try await commit(StoreChange(key: nil, dataKey: .insert(dataKey), audit: .sample("host")))
    }

    /// Carries out a change of a data key with a record of its own.
    func commit(dataKey: StoreChange.DataKeyChange) async throws(KeyStoreError) {
        try await commit(StoreChange(key: nil, dataKey: dataKey, audit: .sample("data key")))
    }

    /// The numbers of the sample data keys that a query lists, in order.
    fileprivate func dataKeyNumbers(_ query: DataKeyQuery) async throws -> [UInt32] {
        try await dataKeys(query).dataKeys.map { $0.id.bytes.suffix(4).reduce(0) { $0 << 8 | UInt32($1) } }
    }
}
