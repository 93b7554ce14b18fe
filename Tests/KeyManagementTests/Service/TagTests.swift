// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import TestSupport
import Testing

/// Labels of keys: their rules, and listings by them.
@Suite struct TagTests {
    private static let longestKey = String(repeating: "标", count: 127)
    private static let longestValue = String(repeating: "值", count: 255)

    @Test func `sound tags stay with their key, and listings find it by them`() async throws {
        let fixture = try await KeyServiceFixture(.smCrypto)
        let tags =
            [KeyTag(key: Self.longestKey, value: Self.longestValue), KeyTag(key: "caf\u{E9}", value: "")]
            + (0..<48).map { KeyTag(key: $0 == 0 ? "cafe\u{301}" : "key-\($0)", value: "v") }
        let key = try await fixture.service.createKey(
            KeyRequest(alias: KeyAlias("tagged"), tags: tags), for: fixture.caller)
        _ = try await fixture.key("bare")
        #expect(try await fixture.service.describeKey(.id(key.id), for: fixture.caller).tags == tags)
        let query = KeyQuery(tags: [TagFilter(key: Self.longestKey, values: [Self.longestValue])])
        #expect(try await fixture.service.listKeys(query, for: fixture.caller).keys == [key])
    }

    @Test(arguments: [
        (
            [KeyTag(key: "a", value: "1"), KeyTag(key: "b", value: ""), KeyTag(key: "a", value: "2")],
            TagError.keysDuplicated("a")
        ),
        ([KeyTag(key: "", value: "1")], .wrongKeyLength(characterCount: 0)),
        ([KeyTag(key: longestKey + "x", value: "1")], .wrongKeyLength(characterCount: 128)),
        ([KeyTag(key: "a", value: longestValue + "x")], .valueTooLong(characterCount: 256)),
        ([KeyTag(key: "a\u{0}", value: "")], .controlCharacter),
        ([KeyTag(key: "a", value: "\u{7F}")], .controlCharacter),
        ((0..<51).map { KeyTag(key: "\($0)", value: "") }, .tooMany(51)),
    ])
    func `unsound tags are refused, and no key is made`(tags: [KeyTag], error: TagError) async throws {
        let fixture = try await KeyServiceFixture(.fips)
        await #expect(throws: KeyServiceError.tags(error)) {
            try await fixture.service.createKey(KeyRequest(alias: KeyAlias("a"), tags: tags), for: fixture.caller)
        }
        #expect(try await fixture.service.listKeys(KeyQuery(), for: fixture.caller).totalCount == 0)
    }

    @Test func `a record from before tags and bindings reads as a key without`() throws {
        var key = try CustomerMasterKey.sample(1)
        let bare = try JSONEncoder().encode(key)
        let members = try #require(try JSONSerialization.jsonObject(with: bare) as? [String: Any]).keys
        #expect(!members.contains("tagList") && !members.contains("bindingList"))
        #expect(try JSONDecoder().decode(CustomerMasterKey.self, from: bare) == key)
        key.tags = [KeyTag(key: "a", value: "b")]
        key.bindings = [try ResourceBinding(productID: "ssm", resourceID: "r")]
        let full = try JSONDecoder().decode(CustomerMasterKey.self, from: JSONEncoder().encode(key))
        #expect(full == key && full.tags == key.tags && full.bindings == key.bindings)
        key.tags = []
        key.bindings = []
        #expect(try JSONDecoder().decode(CustomerMasterKey.self, from: bare) == key)
    }
}
