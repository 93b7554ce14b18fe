// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// A change is made from the revision that it names, or not at all.
    static let conflictClauses = [
        KeyStoreContract("a change from a stale, future or missing revision is refused") { store in
            let key = try CustomerMasterKey.sample(1)
            let second = key.changed { $0.summary = "second" }
            try await store.commit(.insert(key))
            try await store.commit(.update(second, expectedRevision: 1))
            for revision: UInt64 in [0, 1, 3, .max] {
                var next = second
                next.revision = revision &+ 1
                await #expect(throws: KeyStoreError.revisionConflict, "update from \(revision)") {
                    try await store.commit(.update(next, expectedRevision: revision))
                }
                await #expect(throws: KeyStoreError.revisionConflict, "removal at \(revision)") {
                    try await store.commit(.remove(key.id, expectedRevision: revision))
                }
            }
            await #expect(throws: KeyStoreError.revisionConflict, "no such key") {
                try await store.commit(.update(try .sample(2).changed(), expectedRevision: 1))
            }
            #expect(try await store.key(.id(key.id)) == second)
        },
        KeyStoreContract("an update that does not raise the revision is refused") { store in
            let key = try CustomerMasterKey.sample(1)
            try await store.commit(.insert(key))
            await #expect(throws: KeyStoreError.revisionConflict) {
                try await store.commit(.update(key, expectedRevision: 1))
            }
        },
        KeyStoreContract("a second key of the same ID is refused") { store in
            let key = try CustomerMasterKey.sample(1)
            try await store.commit(.insert(key))
            await #expect(throws: KeyStoreError.revisionConflict) {
                try await store.commit(.insert(try .sample(1, alias: "other")))
            }
            #expect(try await store.key(.id(key.id)) == key)
        },
        KeyStoreContract("of 100 changes from one revision exactly one wins") { store in
            let key = try CustomerMasterKey.sample(1)
            try await store.commit(.insert(key))
            let winners = try await KeyStoreContract.race(100) { number in
                try await store.commit(
                    .update(key.changed { $0.summary = "\(number)" }, expectedRevision: 1), requestID: "\(number)")
            }
            #expect(winners.count == 1)
            #expect(try await store.key(.id(key.id))?.summary == winners.first.map { "\($0)" })
            #expect(try await store.auditRecords(from: 1, limit: 200).count == 2)
        },
        KeyStoreContract("100 tasks that try again until they win all count") { store in
            let key = try CustomerMasterKey.sample(1)
            try await store.commit(.insert(key))
            _ = try await KeyStoreContract.race(100) { number in
                while true {
                    guard let current = try await store.key(.id(key.id)) else { return }
                    do throws(KeyStoreError) {
                        try await store.commit(
                            .update(current.changed { $0.summary += "+" }, expectedRevision: current.revision))
                        return
                    } catch .revisionConflict {
                        continue
                    }
                }
            }
            let last = try await store.key(.id(key.id))
            #expect(last?.revision == 101)
            #expect(last?.summary.count == 100)
        },
    ]

    /// Runs `attempt` in so many tasks at once.
    ///
    /// - Returns: the numbers of those that were not refused by a revision conflict.
    static func race(
        _ count: Int, _ attempt: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> [Int] {
        try await withThrowingTaskGroup(of: Int?.self) { group in
            for number in 0..<count {
                group.addTask {
                    do {
                        try await attempt(number)
                        return number
                    } catch KeyStoreError.revisionConflict {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: []) { winners, number in
                if let number { winners.append(number) }
            }
        }
    }
}
