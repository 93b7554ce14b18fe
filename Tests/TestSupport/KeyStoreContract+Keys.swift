// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// Keys come back as they were written, and only while they are there.
    static let keyClauses = [
        KeyStoreContract("a key is found by its ID and by its alias, whole") { store in
            var key = try CustomerMasterKey.sample(1, alias: "Payroll", origin: .external)
            key.summary = "wages, 工资, \u{1F42F} \"quoted\" \\ \u{0}"
            key.fingerprint = (0..<32).map { $0 }
            key.validTo = UnixTime(seconds: 2_147_443_200)
            key.tags = [KeyTag(key: "部门", value: "\" \\ ")]
            key.bindings = [try ResourceBinding(productID: "ssm", resourceID: "res '1'")]
            try await store.commit(.insert(key))
            #expect(try await store.key(.id(key.id)) == key)
            #expect(try await store.key(.alias(key.alias)) == key)
        },
        KeyStoreContract("a key that is not there is nil") { store in
            try await store.commit(.insert(try .sample(1, alias: "Payroll")))
            #expect(try await store.key(.id(.sample(2))) == nil)
            #expect(try await store.key(.alias(try KeyAlias("payroll"))) == nil, "an alias is case-sensitive")
            #expect(try await store.key(.alias(try KeyAlias("Payrol"))) == nil)
        },
        KeyStoreContract("an update replaces the key's value") { store in
            let key = try CustomerMasterKey.sample(1)
            let alias = try KeyAlias("renamed")
            let next = key.changed { key in
                key.alias = alias
                key.state = .disabled
                key.summary = "moved"
            }
            try await store.commit(.insert(key))
            try await store.commit(.update(next, expectedRevision: 1))
            #expect(try await store.key(.id(key.id)) == next)
            #expect(try await store.key(.alias(alias)) == next)
            #expect(try await store.key(.alias(key.alias)) == nil)
        },
        KeyStoreContract("a removed key is gone, the others stay") { store in
            let keys = [try CustomerMasterKey.sample(1), try .sample(2)]
            for key in keys { try await store.commit(.insert(key)) }
            try await store.commit(.remove(keys[0].id, expectedRevision: 1))
            #expect(try await store.key(.id(keys[0].id)) == nil)
            #expect(try await store.key(.alias(keys[0].alias)) == nil)
            #expect(try await store.keys(KeyQuery()) == KeyPage(keys: [keys[1]], totalCount: 1))
        },
    ]
}
