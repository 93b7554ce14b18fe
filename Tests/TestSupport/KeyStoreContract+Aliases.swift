// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// An alias names one key at a time.
    static let aliasClauses = [
        KeyStoreContract("a second key of the same alias is refused, one of another case is not") { store in
            try await store.commit(.insert(try .sample(1, alias: "Payroll")))
            await #expect(throws: KeyStoreError.aliasTaken) {
                try await store.commit(.insert(try .sample(2, alias: "Payroll")))
            }
            try await store.commit(.insert(try .sample(2, alias: "payroll")))
            #expect(try await store.keys(KeyQuery()).totalCount == 2)
        },
        KeyStoreContract("a key cannot be renamed to another's alias, but keeps its own") { store in
            let keys = [try CustomerMasterKey.sample(1, alias: "one"), try .sample(2, alias: "two")]
            for key in keys { try await store.commit(.insert(key)) }
            await #expect(throws: KeyStoreError.aliasTaken) {
                try await store.commit(.update(keys[1].changed { $0.alias = keys[0].alias }, expectedRevision: 1))
            }
            try await store.commit(.update(keys[1].changed(), expectedRevision: 1))
            #expect(try await store.key(.alias(keys[1].alias))?.revision == 2)
        },
        KeyStoreContract("an alias is free once its key is renamed or removed, not before") { store in
            let key = try CustomerMasterKey.sample(1, alias: "one")
            let free = try KeyAlias("free")
            try await store.commit(.insert(key))
            await #expect(throws: KeyStoreError.aliasTaken) {
                try await store.commit(.insert(try .sample(2, alias: "one")))
            }
            try await store.commit(.update(key.changed { $0.alias = free }, expectedRevision: 1))
            try await store.commit(.insert(try .sample(2, alias: "one")))
            try await store.commit(.remove(key.id, expectedRevision: 2))
            try await store.commit(.insert(try .sample(3, alias: "free")))
            #expect(try await store.key(.alias(free))?.id == .sample(3))
            #expect(try await store.key(.alias(try KeyAlias("one")))?.id == .sample(2))
        },
        KeyStoreContract("a stale change that also takes an alias is a revision conflict") { store in
            let key = try CustomerMasterKey.sample(1, alias: "one")
            try await store.commit(.insert(key))
            try await store.commit(.insert(try .sample(2, alias: "two")))
            let taken = try KeyAlias("two")
            await #expect(throws: KeyStoreError.revisionConflict) {
                try await store.commit(.update(key.changed { $0.alias = taken }, expectedRevision: 5))
            }
        },
    ]
}
