// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// Secrets rest byte by byte under their names.
    static let secretClauses = [
        KeyStoreContract("secrets that differ in kind, ID or version are different ones") { store in
            var secrets: [WrappedSecret] = []
            for (index, kind) in SecretKind.allCases.enumerated() {
                for version: UInt32 in [0, 1, .max] {
                    let name = SecretName(kind: kind, id: .sample(UInt32(index % 2)), version: version)
                    let box = (0..<200).map { UInt8(truncatingIfNeeded: $0 + secrets.count) }
                    secrets.append(WrappedSecret(name: name, origin: index == 0 ? .external : .internal, box: box))
                }
            }
            try await store.commit(StoreChange(key: nil, storing: secrets, audit: .sample("store")))
            for secret in secrets { #expect(try await store.secret(secret.name) == secret) }
            let absent = SecretName(kind: .material, id: .sample(9), version: 1)
            #expect(try await store.secret(absent) == nil)
        },
        KeyStoreContract("a secret stored again replaces the one of its name") { store in
            let name = SecretName(kind: .importKey, id: .sample(1), version: 0)
            let first = WrappedSecret(name: name, origin: .internal, box: [1, 2, 3])
            let second = WrappedSecret(name: name, origin: .external, box: [UInt8](repeating: 7, count: 9_000))
            try await store.commit(StoreChange(key: nil, storing: [first], audit: .sample("first")))
            try await store.commit(StoreChange(key: nil, storing: [second], audit: .sample("second")))
            #expect(try await store.secret(name) == second)
        },
        KeyStoreContract("an erased secret is gone, absent ones are passed over") { store in
            let secrets = (1...3).map { WrappedSecret.sample($0, filler: UInt8($0)) }
            try await store.commit(StoreChange(key: nil, storing: secrets, audit: .sample("store")))
            let absent = SecretName(kind: .auditKey, id: .sample(1), version: 1)
            try await store.commit(
                StoreChange(key: nil, removing: [secrets[1].name, absent], audit: .sample("erase")))
            #expect(try await store.secret(secrets[0].name) == secrets[0])
            #expect(try await store.secret(secrets[1].name) == nil)
            #expect(try await store.secret(secrets[2].name) == secrets[2])
        },
        KeyStoreContract("a secret both erased and stored by one change is stored") { store in
            let old = WrappedSecret.sample(1, filler: 1)
            let new = WrappedSecret.sample(1, filler: 2)
            try await store.commit(StoreChange(key: nil, storing: [old], audit: .sample("store")))
            try await store.commit(StoreChange(key: nil, storing: [new], removing: [old.name], audit: .sample("swap")))
            #expect(try await store.secret(old.name) == new)
        },
    ]
}
