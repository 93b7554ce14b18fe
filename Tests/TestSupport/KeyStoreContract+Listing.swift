// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// Listings choose, order and cut exactly.
    static let listingClauses = [
        KeyStoreContract("an empty store lists nothing") { store in
            let page = try await store.keys(KeyQuery())
            #expect(page == KeyPage(keys: [], totalCount: 0))
        },
        KeyStoreContract("keys are listed by time, newest or oldest first, by ID within a second") { store in
            for (number, second): (UInt32, Int64) in [(3, 50), (1, 70), (2, 50), (4, 60), (300, 50)] {
                try await store.commit(.insert(try .sample(number, createdAt: second)))
            }
            #expect(try await store.numbers(KeyQuery()) == [1, 4, 2, 3, 300])
            #expect(try await store.numbers(KeyQuery(newestFirst: false)) == [2, 3, 300, 4, 1])
        },
        KeyStoreContract("pages of any size cut the same listing, and count all of it") { store in
            for number: UInt32 in 1...7 { try await store.commit(.insert(try .sample(number))) }
            for limit in 1...8 {
                var listed: [UInt32] = []
                for offset in stride(from: 0, to: 7, by: limit) {
                    let query = KeyQuery(newestFirst: false, offset: offset, limit: limit)
                    #expect(try await store.keys(query).totalCount == 7)
                    listed += try await store.numbers(query)
                }
                #expect(listed == Array(1...7), "pages of \(limit)")
            }
            for (offset, limit) in [(7, 5), (100, 5), (0, 0), (0, -1)] {
                let page = try await store.keys(KeyQuery(offset: offset, limit: limit))
                #expect(page == KeyPage(keys: [], totalCount: 7), "offset \(offset), limit \(limit)")
            }
            #expect(try await store.numbers(KeyQuery(offset: -3, limit: 2)) == [7, 6])
        },
        KeyStoreContract("filters by state and origin choose those keys alone") { store in
            for (index, state) in KeyState.allCases.enumerated() {
                for (half, origin) in KeyOrigin.allCases.enumerated() {
                    var key = try CustomerMasterKey.sample(UInt32(10 * index + half), origin: origin)
                    key.state = state
                    try await store.commit(.insert(key))
                }
            }
            for (index, state) in KeyState.allCases.enumerated() {
                let number = UInt32(10 * index)
                #expect(try await store.numbers(KeyQuery(states: [state])) == [number + 1, number])
                #expect(try await store.numbers(KeyQuery(states: [state], origin: .external)) == [number + 1])
            }
            #expect(try await store.numbers(KeyQuery(states: [.enabled, .disabled])) == [11, 10, 1, 0])
            #expect(try await store.keys(KeyQuery(origin: .internal)).totalCount == KeyState.allCases.count)
            #expect(try await store.keys(KeyQuery(states: [])).totalCount == 0)
        },
        KeyStoreContract("filters by usage and tags choose those keys alone, all of them together") { store in
            for row in TagFilterRow.tagged {
                var key = try CustomerMasterKey.sample(row.number)
                key.tags = row.tags
                try await store.commit(.insert(key))
            }
            for row in TagFilterRow.rows {
                let query = KeyQuery(usage: .encryptDecrypt, tags: row.filters)
                #expect(try await store.numbers(query) == row.numbers, "\(row)")
                #expect(try await store.keys(query).totalCount == row.numbers.count, "\(row)")
            }
            let both = KeyQuery(states: [.enabled], search: "key-3", tags: [TagFilter(key: "team")], limit: 1)
            #expect(try await store.numbers(both) == [3])
            #expect(try await store.keys(KeyQuery(states: [.disabled], tags: both.tags)).totalCount == 0)
        },
        KeyStoreContract("a search finds a part of the alias or of the ID's text, letter by letter") { store in
            try await store.commit(.insert(try .sample(0x0000_ABCD, alias: "pay_roll")))
            try await store.commit(.insert(try .sample(0x1234_0000, alias: "payXroll")))
            let expected: [(search: String, numbers: [UInt32])] = [
                ("pay", [0x1234_0000, 0xABCD]), ("pay_", [0xABCD]), ("_", [0xABCD]), ("%", []), ("pay%roll", []),
                ("\\", []), ("\\_", []), ("Pay", []), ("roll", [0x1234_0000, 0xABCD]), ("xroll", []),
                ("abcd", [0xABCD]), ("ABCD", []), ("0000-0000", [0x1234_0000, 0xABCD]),
                ("00000000-0000-0000-0000-000012340000", [0x1234_0000]), ("12340000 ", []), ("'", []),
                ("", [0x1234_0000, 0xABCD]), ("工资", []), ("\u{301}", []), ("pay_roll\u{0}", []),
            ]
            for row in expected {
                let query = KeyQuery(search: row.search)
                #expect(try await store.numbers(query) == row.numbers, "search for '\(row.search)'")
                #expect(try await store.keys(query).totalCount == row.numbers.count)
            }
        },
    ]
}

extension AuditedKeyStore {
    /// The numbers of the sample keys that a query lists, in order.
    fileprivate func numbers(_ query: KeyQuery) async throws -> [UInt32] {
        try await keys(query).keys.map { key in key.id.bytes.suffix(4).reduce(0) { $0 << 8 | UInt32($1) } }
    }
}
