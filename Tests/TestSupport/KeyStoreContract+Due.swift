// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// What time alone brings about is found without looking at the other keys.
    static let dueClauses = [
        KeyStoreContract("keys are due by deletion date, by the end of material that they hold, and of an import") {
            store in
            let rows: [(deletionDate: Int64?, validTo: Int64?, holdsMaterial: Bool, importEnd: Int64?)] = [
                (nil, nil, true, nil), (100, nil, true, nil), (nil, 100, true, nil), (nil, 100, false, nil),
                (nil, nil, false, 100), (200, 99, true, 300), (101, nil, false, nil), (nil, 300, true, 98),
                (nil, 50, false, 101), (97, nil, true, 200),
            ]
            for (index, row) in rows.enumerated() {
                var key = try CustomerMasterKey.sample(UInt32(index), origin: .external, createdAt: Int64(-index))
                key.deletionDate = row.deletionDate.map { UnixTime(seconds: $0) }
                key.validTo = row.validTo.map { UnixTime(seconds: $0) }
                key.holdsMaterial = row.holdsMaterial
                key.importSession = row.importEnd.map { .sample(expires: $0) }
                try await store.commit(.insert(key))
            }
            for (now, expected): (Int64, [UInt32]) in [
                (0, []), (96, []), (97, [9]), (98, [9, 7]), (99, [9, 7, 5]), (100, [9, 7, 5, 1, 2, 4]),
                (.max, [9, 7, 5, 1, 2, 4, 6, 8]),
            ] {
                let due = try await store.keysDue(at: UnixTime(seconds: now), limit: 100)
                #expect(due.map(\.id) == expected.map { .sample($0) }, "at \(now)")
                #expect(due.allSatisfy { $0.settled(at: UnixTime(seconds: now)) != .unchanged }, "at \(now)")
                let all = try await store.keys(KeyQuery()).keys
                #expect(all.count { $0.settled(at: UnixTime(seconds: now)) != .unchanged } == due.count, "at \(now)")
            }
            for (limit, count) in [(-1, 0), (0, 0), (1, 1), (5, 5), (9, 8)] {
                #expect(try await store.keysDue(at: UnixTime(seconds: 200), limit: limit).count == count)
            }
        },
        KeyStoreContract("a key that changes is due as its new value says, and not at all when it is gone") { store in
            var key = try CustomerMasterKey.sample(1)
            key.deletionDate = UnixTime(seconds: 5)
            try await store.commit(.insert(key))
            let now = UnixTime(seconds: 5)
            #expect(try await store.keysDue(at: now, limit: 9) == [key])
            let kept = key.changed { $0.deletionDate = nil }
            try await store.commit(.update(kept, expectedRevision: 1))
            #expect(try await store.keysDue(at: now, limit: 9).isEmpty)
            let doomed = kept.changed { $0.deletionDate = now }
            try await store.commit(.update(doomed, expectedRevision: 2))
            #expect(try await store.keysDue(at: now, limit: 9) == [doomed])
            try await store.commit(.remove(key.id, expectedRevision: 3))
            #expect(try await store.keysDue(at: now, limit: 9).isEmpty)
        },
        KeyStoreContract("data keys are due by their deletion date") { store in
            try await store.commit(.insert(try .sample(1)))
            for (number, deletionDate): (UInt32, Int64?) in [(11, nil), (12, 7), (13, 6), (14, 7), (15, 8)] {
                var dataKey = try HostedDataKey.sample(number, of: 1, createdAt: -Int64(number))
                dataKey.deletionDate = deletionDate.map { UnixTime(seconds: $0) }
                try await store.host(dataKey)
            }
            for (now, limit, expected): (Int64, Int, [UInt32]) in [
                (5, 9, []), (6, 9, [13]), (7, 9, [13, 12, 14]), (8, 9, [13, 12, 14, 15]), (8, 2, [13, 12]), (8, -1, []),
            ] {
                let due = try await store.dataKeysDue(at: UnixTime(seconds: now), limit: limit)
                #expect(due.map(\.id) == expected.map { .sample($0) }, "at \(now), \(limit)")
            }
        },
    ]
}

extension CustomerMasterKey.ImportSession {
    fileprivate static func sample(expires: Int64) -> Self {
        Self(
            tokenID: .sample(0xB0), pairID: .sample(0xB1), algorithm: "RSAES_OAEP_SHA_256",
            expires: UnixTime(seconds: expires))
    }
}
