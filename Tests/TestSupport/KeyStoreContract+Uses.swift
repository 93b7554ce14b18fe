// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// A use is recorded while its keys stand as they were read, or not at all.
    static let useClauses = [
        KeyStoreContract("uses are recorded in order, several of one key and of several keys at once") { store in
            try await store.commit(.insert(try .sample(1)))
            try await store.commit(.insert(try .sample(2)))
            let uses = [
                use("a", of: [1: 1]), use("b", of: [2: 1]), use("c", of: [1: 1]), use("d", of: [1: 1, 2: 1]),
            ]
            #expect(await store.record(uses).map(\.error) == [nil, nil, nil, nil])
            let trail = try await store.auditRecords(from: 3, limit: 9)
            #expect(trail == uses.flatMap(\.records).map { $0.serialised() })
        },
        KeyStoreContract("a use of a stale, future or missing key is a conflict and leaves no record") { store in
            let key = try CustomerMasterKey.sample(1)
            try await store.commit(.insert(key))
            try await store.commit(.insert(try .sample(2)))
            try await store.commit(.update(key.changed(), expectedRevision: 1))
            let uses = [
                use("stale", of: [1: 1]), use("good", of: [1: 2]), use("future", of: [1: 3]),
                use("most", of: [1: .max]),
                use("missing", of: [3: 1]), use("half", of: [2: 1, 1: 1]), use("other", of: [2: 1]),
            ]
            let conflict = KeyStoreError.revisionConflict
            #expect(
                await store.record(uses).map(\.error) == [
                    conflict, nil, conflict, conflict, conflict, conflict, nil,
                ])
            let trail = try await store.auditRecords(from: 4, limit: 9)
            #expect(trail == [uses[1], uses[6]].flatMap(\.records).map { $0.serialised() })
        },
        KeyStoreContract("a use of no key is recorded in any case, no use is no outcome") { store in
            #expect(await store.record([use("free", of: [:])]).map(\.error) == [nil])
            #expect(await store.record([]).isEmpty)
            let trail = try await store.auditRecords(from: 1, limit: 9)
            #expect(trail == [AuditRecord.sample("free").serialised()])
        },
        KeyStoreContract("a use of a removed key is a conflict") { store in
            try await store.commit(.insert(try .sample(1)))
            try await store.commit(.remove(.sample(1), expectedRevision: 1))
            #expect(await store.record([use("late", of: [1: 1])]).map(\.error) == [.revisionConflict])
        },
        KeyStoreContract("recording changes no key, and changes and uses share the numbers without a gap") { store in
            let key = try CustomerMasterKey.sample(1)
            try await store.commit(.insert(key), requestID: "1")
            _ = await store.record([use("2", of: [1: 1]), use("x", of: [1: 9]), use("3", of: [1: 1])])
            #expect(try await store.key(.id(key.id)) == key)
            try await store.commit(.update(key.changed(), expectedRevision: 1), requestID: "4")
            let trail = try await store.auditRecords(from: 1, limit: 9)
            let expected = [AuditRecord.sample("1")] + ["2", "3"].map { .sample($0, of: key.id) } + [.sample("4")]
            #expect(trail == expected.map { $0.serialised() })
        },
        KeyStoreContract("of uses and changes at once no use is recorded after the change that it did not see") {
            store in
            try await store.commit(.insert(try .sample(1)), requestID: "revision 1")
            try await withThrowingTaskGroup { group in
                for task in 0..<4 {
                    group.addTask {
                        for _ in 0..<25 {
                            guard let key = try await store.key(.id(.sample(1))) else { return }
                            let outcome = await store.record([use("revision \(key.revision)", of: [1: key.revision])])
                            try #require(outcome.map(\.error).allSatisfy { $0 == nil || $0 == .revisionConflict })
                        }
                    }
                    group.addTask {
                        guard task == 0 else { return }
                        for revision: UInt64 in 1..<25 {
                            var next = try CustomerMasterKey.sample(1)
                            next.revision = revision + 1
                            try await store.commit(
                                .update(next, expectedRevision: revision), requestID: "revision \(revision + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let trail = try await store.auditRecords(from: 1, limit: 1_000)
            var revision = 1
            for record in trail {
                if record == AuditRecord.sample("revision \(revision + 1)").serialised() { revision += 1 }
                let use = AuditRecord.sample("revision \(revision)", of: .sample(1)).serialised()
                let change = AuditRecord.sample("revision \(revision)").serialised()
                #expect(record == use || record == change)
            }
            #expect(revision == 25)
        },
    ]

    private static func use(_ requestID: String, of keys: KeyValuePairs<UInt32, UInt64>) -> KeyUse {
        let revisions = keys.map { KeyRevision(keyID: .sample($0.key), revision: $0.value) }
        let records = keys.map { AuditRecord.sample(requestID, of: .sample($0.key)) }
        return KeyUse(keys: revisions, records: records.isEmpty ? [.sample(requestID)] : records)
    }
}

extension Result where Success == Void {
    /// Why it failed, if it did.
    package var error: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
