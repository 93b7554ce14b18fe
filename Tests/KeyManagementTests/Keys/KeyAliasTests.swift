// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyManagement
import Testing

@Suite struct KeyAliasTests {
    @Test(arguments: ["a", "0", "Orders-2026_v1", "kms", "kmsx-1", String(repeating: "x", count: 60)])
    func `the rule's names are accepted`(text: String) throws {
        #expect(try KeyAlias(text).text == text)
    }

    @Test(arguments: [
        "", "-a", "_a", "a b", "a.b", "é", "名", "kms-a", "KMS-a", "Kms-", "a/b", String(repeating: "x", count: 61),
    ])
    func `other names are refused with a reason`(text: String) {
        #expect {
            _ = try KeyAlias(text)
        } throws: { error in
            guard case .invalidAlias(let reason) = error as? KeyServiceError else { return false }
            return !reason.isEmpty
        }
    }

    @Test func `a stored alias is its text, and keeps the rule`() throws {
        let stored = try JSONEncoder().encode([KeyAlias("orders")])
        #expect(String(decoding: stored, as: UTF8.self) == #"["orders"]"#)
        #expect(try JSONDecoder().decode([KeyAlias].self, from: stored) == [KeyAlias("orders")])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([KeyAlias].self, from: Data(#"["kms-orders"]"#.utf8))
        }
    }

    @Test func `a selector is an ID or alias/NAME`() throws {
        #expect(try KeySelector("alias/orders") == .alias(KeyAlias("orders")))
        let id = "a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaeaf"
        #expect(try KeySelector(id).description == id)
        #expect(throws: KeyServiceError.invalidKeyID("orders")) { try KeySelector("orders") }
    }
}
