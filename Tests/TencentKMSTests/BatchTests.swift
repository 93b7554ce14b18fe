// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// BatchEncrypt and BatchDecrypt, extensions of ours.
@Suite struct BatchTests {
    private func items(_ items: [[JSONValue.Member]]) -> [JSONValue.Member] {
        [.init("Items", .array(items.map(JSONValue.object)))]
    }

    @Test(arguments: Edition.allCases)
    func `128 items go through, each with its result at its place`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let keys = [try await wire.keys.key("first").id, try await wire.keys.key("second").id]
        let sealed = try await wire.ask(
            "BatchEncrypt",
            items(
                (0..<128).map { number in
                    [
                        member("KeyId", keys[number % 2]), member("Plaintext", base64([UInt8(number)])),
                        member("EncryptionContext", "{\"n\":\"\(number)\"}"),
                    ]
                }))
        let results = try #require(sealed["Results"]?.elements)
        #expect(results.map { $0["KeyId"]?.text } == (0..<128).map { keys[$0 % 2].description })
        let opened = try await wire.ask(
            "BatchDecrypt",
            items(
                try results.enumerated().map { number, result in
                    [
                        member("CiphertextBlob", try #require(result["CiphertextBlob"]?.text)),
                        member("EncryptionContext", "{\"n\":\"\(number)\"}"),
                    ]
                }))
        let plaintexts = try #require(opened["Results"]?.elements).map { $0["Plaintext"]?.text }
        #expect(plaintexts == (0..<128).map { base64([UInt8($0)]) })
    }

    @Test(arguments: Edition.allCases)
    func `an item that fails has its own error, and the others go on`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let key = try await wire.keys.key("sample").id
        let disabled = try await wire.keys.key(in: .disabled, origin: .internal, alias: "disabled").id
        let sealed = try await wire.ask(
            "BatchEncrypt",
            items([
                [member("KeyId", key), member("Plaintext", base64([1]))],
                [member("KeyId", disabled), member("Plaintext", base64([2]))],
                [member("KeyId", try UniqueID.random(from: wire.keys.edition)), member("Plaintext", base64([3]))],
                [member("KeyId", key), member("Plaintext", "")],
                [member("KeyId", key), member("Plaintext", base64([5]))],
            ]))
        #expect(sealed.code == nil)
        let results = try #require(sealed["Results"]?.elements)
        #expect(
            results.map { $0["Error"]?["Code"]?.text } == [
                nil, "ResourceUnavailable.CmkDisabled", "ResourceUnavailable.CmkNotFound",
                "InvalidParameterValue.InvalidPlaintext", nil,
            ])
        #expect(results[0]["CiphertextBlob"]?.text != nil && results[1]["CiphertextBlob"] == nil)
        let first = try #require(results[0]["CiphertextBlob"]?.text)
        let opened = try await wire.ask(
            "BatchDecrypt",
            items([
                [member("CiphertextBlob", first), member("EncryptionContext", #"{"a":"b"}"#)],
                [member("CiphertextBlob", "nothing")], [member("CiphertextBlob", first)],
            ]))
        let codes = try #require(opened["Results"]?.elements).map { $0["Error"]?["Code"]?.text }
        #expect(
            codes == [
                "InvalidParameterValue.InvalidCiphertext", "InvalidParameterValue.InvalidCiphertext", nil,
            ])
    }

    @Test(arguments: Edition.allCases)
    func `a fault in one item has its cause for the log, and the batch is no approved service`(
        edition: Edition
    ) async throws {
        let wire = try await WireFixture(edition)
        let (sound, damaged) = (try await wire.keys.key("sound").id, try await wire.keys.key("damaged").id)
        let lost = SecretName(kind: .material, id: damaged, version: 1)
        try await wire.keys.store.commit(StoreChange(key: nil, removing: [lost], audit: AuditRecord.sample("intruder")))
        func reply(_ keys: [KeyID]) async throws -> WireReply {
            let items = items(keys.map { [member("KeyId", $0), member("Plaintext", base64([1]))] })
            let call = WireCall(
                action: "BatchEncrypt", body: JSONValue.object(items).compactBytes,
                timestamp: wire.keys.clock.now.seconds)
            return await wire.gateway.answer(try call.request(signedBy: wire.client))
        }
        let failing = try await reply([sound, damaged])
        #expect(failing.code == nil && failing.cause?.contains("is missing") == true && !failing.isApproved)
        let answer = try WireAnswer(failing)
        #expect(answer["Results"]?.elements.map { $0["Error"]?["Code"]?.text } == [nil, "InternalError"])
        let passing = try await reply([sound, sound])
        #expect(passing.code == nil && passing.cause == nil && passing.isApproved)
    }

    @Test func `every item leaves its record under the name of one request`() async throws {
        let wire = try await WireFixture(.fips)
        let key = try await wire.keys.key("sample").id
        let item = [member("KeyId", key), member("Plaintext", base64([1]))]
        let answer = try await wire.ask("BatchEncrypt", items([item, item, item]))
        let records = try await wire.keys.auditRecords().filter { $0.requestID == answer.requestID }
        #expect(records.count == 3 && records.allSatisfy { $0.keyID == key && $0.outcome == "ok" })
        #expect(records.allSatisfy { $0.principal == wire.client.secretID })
    }

    @Test func `a batch of none or of too many is refused as a whole`() async throws {
        let wire = try await WireFixture(.fips)
        let item = [member("KeyId", try await wire.keys.key("sample").id), member("Plaintext", base64([1]))]
        let before = try await wire.keys.auditRecords().count
        for count in [0, 129] {
            let batch = [[JSONValue.Member]](repeating: item, count: count)
            #expect(try await wire.ask("BatchEncrypt", items(batch)).code == "InvalidParameter")
        }
        #expect(try await wire.ask("BatchEncrypt", []).code == "MissingParameter")
        #expect(try await wire.keys.auditRecords().count == before)
    }

    @Test func `an item that cannot be read is an error of its own`() async throws {
        let wire = try await WireFixture(.fips)
        let key = try await wire.keys.key("sample").id
        let item = [member("KeyId", key), member("Plaintext", base64([1]))]
        let answer = try await wire.ask(
            "BatchEncrypt",
            items([
                item, [member("KeyId", key)], item + [member("Stranger", 1)],
                [member("KeyId", "x"), member("Plaintext", "AA==")],
            ]))
        let codes = try #require(answer["Results"]?.elements).map { $0["Error"]?["Code"]?.text }
        #expect(
            codes == [nil, "MissingParameter", "UnknownParameter", "InvalidParameterValue.InvalidKeyId"])
    }

    @Test func `the policy judges each item as the action that it stands for`() async throws {
        let wire = try await WireFixture(.fips)
        let (mine, other) = (try await wire.keys.key("mine").id, try await wire.keys.key("other").id)
        let client = try await wire.client(
            "sealer",
            AccessPolicy([
                .init(.allow, actions: [try ActionPattern("Encrypt")], keys: [try KeyPattern("alias/mine")])
            ]))
        let answer = try await wire.ask(
            "BatchEncrypt",
            items([mine, other].map { [member("KeyId", $0), member("Plaintext", base64([1]))] }), by: client)
        let results = try #require(answer["Results"]?.elements)
        #expect(results.map { $0["Error"]?["Code"]?.text } == [nil, "UnauthorizedOperation"])
        let blob = try #require(results[0]["CiphertextBlob"]?.text)
        let opened = try await wire.ask("BatchDecrypt", items([[member("CiphertextBlob", blob)]]), by: client)
        #expect(opened["Results"]?.elements.first?["Error"]?["Code"]?.text == "UnauthorizedOperation")
    }
}
