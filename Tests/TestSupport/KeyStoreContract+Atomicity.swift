// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// A change is carried out whole or not at all.
    static let atomicityClauses = [
        KeyStoreContract("a refused key change stores no secret, erases none and writes no record") { store in
            let key = try CustomerMasterKey.sample(1, alias: "one")
            let kept = WrappedSecret.sample(1, version: 1, filler: 0x11)
            try await store.commit(StoreChange(key: .insert(key), storing: [kept], audit: .sample("first")))
            let refused: [StoreChange.KeyChange] = [
                .insert(try .sample(1, alias: "again")), .insert(try .sample(2, alias: "one")),
                .update(key.changed(), expectedRevision: 9), .remove(key.id, expectedRevision: 9),
            ]
            for change in refused {
                await #expect(throws: KeyStoreError.self) {
                    try await store.commit(
                        StoreChange(
                            key: change,
                            storing: [.sample(1, version: 1, filler: 0x22), .sample(1, version: 2, filler: 0x22)],
                            removing: [kept.name], audit: .sample("refused")))
                }
            }
            #expect(try await store.key(.id(key.id)) == key)
            #expect(try await store.keys(KeyQuery()).totalCount == 1)
            #expect(try await store.secret(kept.name) == kept)
            #expect(try await store.secret(WrappedSecret.sample(1, version: 2, filler: 0).name) == nil)
            #expect(try await store.auditRecords(from: 1, limit: 10) == [AuditRecord.sample("first").serialised()])
        },
        KeyStoreContract("a change carries its key, its secrets and its record") { store in
            let key = try CustomerMasterKey.sample(1)
            let old = WrappedSecret.sample(1, version: 1, filler: 0x11)
            let new = WrappedSecret.sample(1, version: 2, filler: 0x22)
            try await store.commit(StoreChange(key: .insert(key), storing: [old], audit: .sample("create")))
            try await store.commit(
                StoreChange(
                    key: .update(key.changed(), expectedRevision: 1), storing: [new], removing: [old.name],
                    audit: .sample("rotate")))
            #expect(try await store.key(.id(key.id))?.revision == 2)
            #expect(try await store.secret(old.name) == nil)
            #expect(try await store.secret(new.name) == new)
            #expect(try await store.auditRecords(from: 1, limit: 10).count == 2)
        },
    ]
}
