// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// Codes of the actions' own error lists that no other suite here provokes.
@Suite struct BusinessErrorTests {
    @Test func `tags and bindings`() async throws {
        let wire = try await WireFixture(.fips)
        let tag = JSONValue.object([member("TagKey", "env"), member("TagValue", "dev")])
        let doubled = try await wire.ask("CreateKey", [member("Alias", "a"), .init("Tags", .array([tag, tag]))])
        #expect(doubled.code == "InvalidParameterValue.TagKeysDuplicated")
        let key = try await wire.keys.key("sample").id
        let binding = [member("KeyId", key), member("ProductId", "ssm"), member("ResourceId", "r")]
        let notFound = "ResourceUnavailable.CloudResourceBindingNotFound"
        #expect(try await wire.ask("UnbindCloudResource", binding).code == notFound)
        for _ in 0..<2 { #expect(try await wire.ask("BindCloudResource", binding).code == nil) }
        for action in ["DisableKey", "ArchiveKey"] {
            #expect(
                try await wire.ask(action, [member("KeyId", key)]).code == "FailedOperation.CmkUsedByCloudProduct")
        }
        #expect(try await wire.ask("UnbindCloudResource", binding).code == nil)
        #expect(try await wire.ask("DisableKey", [member("KeyId", key)]).code == nil)
    }

    @Test func `quotas, clusters, descriptions and list bounds`() async throws {
        let wire = try await WireFixture(.fips, site: Site(keyLimit: 2))
        let ids = [try await wire.keys.key("first").id, try await wire.keys.key("second").id]
        #expect(try await wire.ask("CreateKey", [member("Alias", "third")]).code == "LimitExceeded.CmkLimitExceeded")
        try await wire.keys.service.disableKey(.id(ids[0]), for: wire.keys.caller)
        try await wire.keys.service.scheduleKeyDeletion(.id(ids[0]), days: 7, for: wire.keys.caller)
        #expect(try await wire.ask("CreateKey", [member("Alias", "third")]).code == nil, "a doomed key does not count")
        let cluster = [member("Alias", "fourth"), member("HsmClusterId", "cls-1")]
        #expect(try await wire.ask("CreateKey", cluster).code == "InvalidParameterValue.InvalidHsmClusterId")
        let long = [member("KeyId", ids[1]), member("Description", String(repeating: "x", count: 1_025))]
        #expect(try await wire.ask("UpdateKeyDescription", long).code == "InvalidParameter")
        for (name, value) in [("Limit", 201), ("Role", 2)] {
            #expect(try await wire.ask("ListKeys", [member(name, value)]).code == "InvalidParameter")
        }
        for (name, value) in [("OrderType", 2), ("KeyState", 6)] {
            #expect(try await wire.ask("ListKeyDetail", [member(name, value)]).code == "InvalidParameter")
        }
        #expect(try await wire.ask("ListKeyDetail", [member("Origin", "tencent_kms")]).code == "InvalidParameter")
        #expect(try await wire.ask("ListKeys", [member("Role", 1)])["TotalCount"]?.number == 0)
    }

    @Test func `of 50 keys made at once as many are as the limit leaves room for`() async throws {
        let wire = try await WireFixture(.fips, site: Site(keyLimit: 10))
        _ = try await wire.keys.key("first")
        let codes = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<50 {
                group.addTask { try await wire.ask("CreateKey", [member("Alias", "parallel-\(number)")]).code }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == nil } == 9)
        #expect(codes.count { $0 == "LimitExceeded.CmkLimitExceeded" } == 41)
        #expect(try await wire.ask("ListKeys")["TotalCount"]?.number == 10)
    }

    @Test func `rotation and import of keys that do not`() async throws {
        let wire = try await WireFixture(.fips)
        let own = member("KeyId", try await wire.keys.key("own").id)
        let external = member("KeyId", try await wire.keys.externalKey("external").id)
        let parameters = [member("WrappingAlgorithm", "RSAES_OAEP_SHA_1"), member("WrappingKeySpec", "RSA_2048")]
        let notExternal = "UnsupportedOperation.NotExternalCmk"
        #expect(try await wire.ask("GetParametersForImport", [own] + parameters).code == notExternal)
        #expect(try await wire.ask("DeleteImportedKeyMaterial", [own]).code == notExternal)
        #expect(
            try await wire.ask("EnableKeyRotation", [external]).code == "UnsupportedOperation.ExternalCmkCanNotRotate")
        for key in [own, external] {
            #expect(try await wire.ask("RotateKey", [key]).code == "UnsupportedOperation.RotateNotSupported")
        }
        #expect(try await wire.ask("EnableKeyRotation", [own]).code == nil)
        wire.keys.clock.advance(days: 2)
        #expect(try await wire.ask("RotateKey", [own]).code == nil)
        #expect(try await wire.ask("RotateKey", [own]).code == "RequestLimitExceeded.RotateRateLimited")
        for row in [["RSAES_PKCS1_V1_5", "RSA_2048"], ["RSA", "RSA_2048"], ["RSAES_OAEP_SHA_1", "RSA_4096"]] {
            let answer = try await wire.ask(
                "GetParametersForImport",
                [external, member("WrappingAlgorithm", row[0]), member("WrappingKeySpec", row[1])])
            #expect(answer.code == "InvalidParameter", "\(row)")
        }
    }

    @Test(arguments: Edition.allCases)
    func `asymmetric decryption, signing and verifying`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let rsa = try await wire.key("rsa", usage: .asymmetricDecryptRSA2048)
        let wrong = try await wire.ask(
            "AsymmetricRsaDecrypt",
            [
                member("KeyId", rsa), member("Ciphertext", base64([UInt8](repeating: 1, count: 256))),
                member("Algorithm", "RSAES_OAEP_SHA_256"),
            ])
        #expect(wrong.code == "FailedOperation.DecryptError")
        let key = member("KeyId", try await wire.key("signing", usage: wire.signing.usage))
        let algorithm = member("Algorithm", wire.signing.algorithm)
        let message = member("Message", base64([1, 2, 3]))
        let signature = try await wire.ask("SignByAsymmetricKey", [key, algorithm, message]).text("Signature")
        let verify = [key, algorithm, member("SignatureValue", signature)]
        #expect(try await wire.ask("VerifyByAsymmetricKey", verify + [message])["SignatureValid"]?.flag == true)
        let other = member("Message", base64([1, 2, 4]))
        #expect(try await wire.ask("VerifyByAsymmetricKey", verify + [other])["SignatureValid"]?.flag == false)
        let rows: [[JSONValue.Member]] = [
            [key, member("Algorithm", "RSA_PSS_SHA_256"), message], [key, member("Algorithm", "MD5"), message],
            [key, algorithm, message, member("MessageType", "DIGEST")],
            [key, algorithm, message, member("MessageType", "HASH")], [key, algorithm, member("Message", "!")],
            [key, algorithm, member("Message", base64([UInt8](repeating: 0, count: 4_097)))],
        ]
        for (place, row) in rows.enumerated() {
            #expect(try await wire.ask("SignByAsymmetricKey", row).code == "InvalidParameter", "row \(place)")
        }
    }

    @Test(arguments: Edition.allCases)
    func `hosted data keys`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let key = try await wire.keys.key("sample").id
        let dataKey = try await wire.dataKey("kept", under: key)
        let id = member("DataKeyId", dataKey.id)
        let text = dataKey.id.description
        let unknown = try UniqueID.random(from: wire.keys.edition).description
        let host = [member("KeyId", key), member("KeySpec", "AES_256"), member("IsHostedByKms", 1)]
        let rows: [(String, [JSONValue.Member], String?)] = [
            ("DescribeDataKey", [member("DataKeyId", "x")], "InvalidParameterValue.InvalidDataKeyId"),
            ("DescribeDataKey", [member("DataKeyId", unknown)], "ResourceUnavailable.DataKeyNotFound"),
            ("DescribeDataKeys", [member("DataKeyIds", [text, text])], "InvalidParameterValue.DuplicatedDataKeyId"),
            ("EnableDataKeys", [member("DataKeyIds", [String]())], "InvalidParameterValue"),
            ("GenerateDataKey", host, "MissingParameter"),
            (
                "GenerateDataKey", host + [member("DataKeyName", "kept")],
                "InvalidParameterValue.DataKeyNameAlreadyExists"
            ),
            ("GenerateDataKey", host + [member("DataKeyName", "-")], "InvalidParameterValue.InvalidDataKeyName"),
            ("CancelDataKeyDeletion", [id], "ResourceUnavailable.DataKeyNotPendingDelete"),
            ("DisableDataKey", [id], nil),
            ("GetDataKeyPlaintext", [id], "ResourceUnavailable.DataKeyDisabled"),
            (
                "ScheduleDataKeyDeletion", [id, member("PendingWindowInDays", 6)],
                "InvalidParameter.InvalidPendingWindowInDays"
            ),
            ("ScheduleDataKeyDeletion", [id, member("PendingWindowInDays", 7)], nil),
            ("GetDataKeyPlaintext", [id], "ResourceUnavailable.DataKeyPendingDelete"),
            ("EnableDataKey", [id], "ResourceUnavailable.DataKeyStateNotSupport"),
            ("CancelDataKeyDeletion", [id], nil), ("EnableDataKey", [id], nil),
            (
                "UpdateDataKeyDescription", [id, member("Description", String(repeating: "x", count: 101))],
                "InvalidParameter"
            ),
            ("GetDataKeyPlaintext", [id], nil),
        ]
        for (place, row) in rows.enumerated() {
            let answer = try await wire.ask(row.0, row.1)
            #expect(answer.code == row.2, "\(place) \(row.0): \(answer.message)")
        }
        try await expectImports(wire, key)
        try await wire.keys.service.disableKey(.id(key), for: wire.keys.caller)
        #expect(try await wire.ask("GetDataKeyPlaintext", [id]).code == "ResourceUnavailable.CmkDisabled")
    }

    private func expectImports(_ wire: WireFixture, _ key: KeyID) async throws {
        let sealed = try await wire.ask("GenerateDataKey", [member("KeyId", key), member("KeySpec", "AES_128")])
        let clear = try sealed.text("Plaintext")
        let rows: [([JSONValue.Member], String?)] = [
            ([member("ImportType", 1), member("ImportKeyMaterial", try sealed.text("CiphertextBlob"))], nil),
            ([member("ImportType", 2), member("ImportKeyMaterial", clear), member("KeyId", key)], nil),
            ([member("ImportType", 2), member("ImportKeyMaterial", clear)], "MissingParameter"),
            ([member("ImportType", 3), member("ImportKeyMaterial", clear)], "InvalidParameterValue.InvalidType"),
            (
                [member("ImportType", 2), member("ImportKeyMaterial", "!"), member("KeyId", key)],
                "InvalidParameterValue.InvalidPlaintext"
            ),
        ]
        for (place, row) in rows.enumerated() {
            let answer = try await wire.ask("ImportDataKey", [member("DataKeyName", "import-\(place)")] + row.0)
            #expect(answer.code == row.1, "\(place): \(answer.message)")
            guard row.1 == nil else { continue }
            let read = try await wire.ask("GetDataKeyPlaintext", [member("DataKeyId", try answer.text("DataKeyId"))])
            #expect(try read.text("Plaintext") == clear)
        }
    }
}
