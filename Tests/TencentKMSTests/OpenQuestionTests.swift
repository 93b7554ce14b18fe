// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// What the API's documents leave open (rows of the fact sheet's §8), as this service answers it. States are rows of
/// ``StateTableTests``; regions, skew and replays are ``GatewayTests`` and ``ReplayTests``.
@Suite struct OpenQuestionTests {
    private func code(
        _ wire: WireFixture, _ action: String, _ parameters: JSONValue.Member...
    ) async throws -> String? {
        try await wire.ask(action, parameters).code
    }

    @Test(arguments: Edition.allCases)
    func `row 2: a damaged blob, a wrong context and another service's blob are answered alike`(
        edition: Edition
    ) async throws {
        let wire = try await WireFixture(edition)
        let blob = try await wire.blob(under: wire.keys.key("sample").id)
        let stranger = try await WireFixture(edition)
        let foreign = try await stranger.blob(under: stranger.keys.key("sample").id)
        var damaged = Array(blob)
        damaged[damaged.count - 3] = damaged[damaged.count - 3] == "A" ? "B" : "A"
        let answers = [
            try await wire.ask("Decrypt", [member("CiphertextBlob", String(damaged))]),
            try await wire.ask(
                "Decrypt", [member("CiphertextBlob", blob), member("EncryptionContext", #"{"a":"b"}"#)]),
        ]
        for answer in answers { #expect(answer.code == "InvalidParameterValue.InvalidCiphertext") }
        #expect(answers[0].message == answers[1].message)
        for text in ["", "AAAA", "x-k-y-k-z", String(blob.dropLast(5))] {
            #expect(
                try await code(wire, "Decrypt", member("CiphertextBlob", text))
                    == "InvalidParameterValue.InvalidCiphertext")
        }
        let code = try await wire.ask("Decrypt", [member("CiphertextBlob", foreign)]).code
        #expect(["InvalidParameterValue.InvalidCiphertext", "ResourceUnavailable.CmkNotFound"].contains(code))
    }

    @Test(arguments: Edition.allCases)
    func `row 3: contexts are compared as JSON, and are flat objects of texts`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let key = member("KeyId", try await wire.keys.key("sample").id)
        let plaintext = member("Plaintext", base64([1]))
        let sealed = try await wire.ask(
            "Encrypt", [key, plaintext, member("EncryptionContext", #"{"b":"2","a":"1"}"#)])
        let blob = member("CiphertextBlob", try sealed.text("CiphertextBlob"))
        #expect(
            try await code(wire, "Decrypt", blob, member("EncryptionContext", #" { "a" : "1", "b":"\u0032" } "#)) == nil
        )
        for text in [
            "[]", "1", #"{"a":1}"#, #"{"a":{"b":"c"}}"#, "{", #"{"a":"1","a":"1"}"#,
            #"{"a":"\#(String(repeating: "x", count: 1024))"}"#,
        ] {
            #expect(
                try await code(wire, "Encrypt", key, plaintext, member("EncryptionContext", text))
                    == "InvalidParameter",
                "\(text)")
        }
        let bare = try await wire.ask("Encrypt", [key, plaintext, member("EncryptionContext", "")])
        #expect(try await code(wire, "Decrypt", member("CiphertextBlob", try bare.text("CiphertextBlob"))) == nil)
    }

    @Test(arguments: Edition.allCases)
    func `rows 4 to 9: what an import is refused with`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let (keys, service, caller) = (wire.keys, wire.keys.service, wire.keys.caller)
        let key = try await keys.key("mine", origin: .external)
        let other = try await keys.key("other", origin: .external)
        func parameters(_ key: KeyID) async throws -> ImportParameters {
            try await service.parametersForImport(.id(key), algorithm: .rsaesOAEPSHA256, for: caller)
        }
        func wrapped(_ material: borrowing KeyMaterial, _ parameters: ImportParameters) throws -> String {
            base64(
                try keys.edition.wrapForImport(
                    material, publicKeyDER: parameters.publicKeyDER.span, algorithm: .rsaesOAEPSHA256))
        }
        func submit(
            _ token: String, _ material: String, _ more: JSONValue.Member..., to id: KeyID? = nil
        ) async throws -> WireAnswer {
            try await wire.ask(
                "ImportKeyMaterial",
                [member("KeyId", id ?? key.id), member("ImportToken", token), member("EncryptedKeyMaterial", material)]
                    + more)
        }
        let superseded = try await parameters(key.id)
        let current = try await parameters(key.id)
        let good = try wrapped(keys.material(), current)
        let wrongLength = edition == .fips ? 16 : 32
        let short = try await submit(
            current.token, try wrapped(keys.material(1, byteCount: wrongLength), current))
        #expect(short.code == "InvalidParameter.DecryptMaterialError")
        #expect(short.message.contains(edition == .fips ? "256 bits" : "128 bits"))
        #expect(try await submit(superseded.token, good).code == "ResourceUnavailable.TokenExpired")
        #expect(try await submit(try await parameters(other.id).token, good).code == "InvalidParameter")
        #expect(try await submit("forged", good).code == "InvalidParameter")
        let now = Int(keys.clock.now.seconds)
        for validTo in [1, now, 2_147_443_201] {
            #expect(try await submit(current.token, good, member("ValidTo", validTo)).code == "InvalidParameter")
        }
        #expect(try await submit(current.token, "AAAA").code == "InvalidParameter.DecryptMaterialError")
        #expect(try await submit(current.token, good, member("ValidTo", now + 60)).code == nil)
        let mismatch = try await parameters(key.id)
        #expect(
            try await submit(mismatch.token, try wrapped(keys.material(2), mismatch)).code
                == "InvalidParameterValue.MaterialNotMatch")
        keys.clock.advance(days: 1)
        #expect(
            try await submit(mismatch.token, try wrapped(keys.material(), mismatch)).code
                == "ResourceUnavailable.TokenExpired")
    }

    @Test func `row 13: enabling, disabling and archiving again changes nothing and succeeds`() async throws {
        let wire = try await WireFixture(.fips)
        let key = member("KeyId", try await wire.keys.key("sample").id)
        for action in ["EnableKey", "DisableKey", "DisableKey", "EnableKey", "EnableKey", "ArchiveKey", "ArchiveKey"] {
            #expect(try await code(wire, action, key) == nil, "\(action)")
        }
    }

    @Test func `row 15: a batch is checked first, then carried out whole or not at all`() async throws {
        let wire = try await WireFixture(.fips)
        let key = try await wire.keys.key("sample").id
        let archived = try await wire.keys.key(in: .archived, origin: .internal, alias: "archived").id
        let unknown = try UniqueID.random(from: wire.keys.edition)
        let rows: [([String], String)] = [
            ([], "InvalidParameter"), ([String](repeating: key.description, count: 101), "InvalidParameter"),
            ([key.description, key.description], "InvalidParameterValue.DuplicatedKeyId"),
            ([key.description, "x"], "InvalidParameterValue.InvalidKeyId"),
            ([key.description, unknown.description], "ResourceUnavailable.CmkNotFound"),
            ([key.description, archived.description], "ResourceUnavailable.CmkStateNotSupport"),
        ]
        for (ids, expected) in rows { #expect(try await code(wire, "DisableKeys", member("KeyIds", ids)) == expected) }
        #expect(
            try await wire.ask("DescribeKey", [member("KeyId", key)])["KeyMetadata"]?["KeyState"]?.text == "Enabled")
    }

    @Test func `rows 16 and 17: aliases tell upper from lower case, are freed with their key, and kms- is reserved`()
        async throws
    {
        let wire = try await WireFixture(.fips)
        let key = try await wire.ask("CreateKey", [member("Alias", "Orders")]).text("KeyId")
        #expect(try await code(wire, "CreateKey", member("Alias", "orders")) == nil)
        let taken = "InvalidParameterValue.AliasAlreadyExists"
        #expect(try await code(wire, "CreateKey", member("Alias", "Orders")) == taken)
        #expect(try await code(wire, "DisableKey", member("KeyId", key)) == nil)
        #expect(
            try await code(wire, "ScheduleKeyDeletion", member("KeyId", key), member("PendingWindowInDays", 7)) == nil)
        #expect(try await code(wire, "CreateKey", member("Alias", "Orders")) == taken)
        wire.keys.clock.advance(days: 7)
        #expect(try await code(wire, "CreateKey", member("Alias", "Orders")) == nil)
        for alias in ["kms-x", "KMS-x", "", "-a", "a b", "ä", String(repeating: "a", count: 61)] {
            #expect(
                try await code(wire, "CreateKey", member("Alias", alias)) == "InvalidParameterValue.InvalidAlias",
                "\(alias)")
        }
    }

    @Test(arguments: Edition.allCases)
    func `rows 18, 19, 28 and 29: usages and types that are not offered`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let notOffered = "UnsupportedOperation.UnsupportedKeyUsageInCurrentRegion"
        let fips = edition == .fips
        let rows: [(usage: String, type: Int, code: String?)] = [
            ("ASYMMETRIC_DECRYPT_RSA_2048", 2, "InvalidParameterValue.InvalidType"),
            ("ENCRYPT_DECRYPT", 3, "InvalidParameterValue.InvalidType"),
            ("ENCRYPT_DECRYPT", 0, "InvalidParameterValue.InvalidType"),
            ("ASYMMETRIC_SIGN_VERIFY_ECDSA384", 1, notOffered), ("SIGN", 1, "InvalidParameterValue.InvalidKeyUsage"),
            ("ASYMMETRIC_DECRYPT_SM2", 1, fips ? notOffered : nil),
            ("ASYMMETRIC_SIGN_VERIFY_SM2", 1, fips ? notOffered : nil),
            ("ASYMMETRIC_SIGN_VERIFY_ECC", 1, fips ? nil : notOffered),
        ]
        for (place, row) in rows.enumerated() {
            let answer = try await wire.ask(
                "CreateKey", [member("Alias", "k\(place)"), member("KeyUsage", row.usage), member("Type", row.type)])
            #expect(answer.code == row.code, "\(row.usage) \(row.type): \(answer.message)")
        }
        let offered = try await wire.ask("ListAlgorithms")
        let symmetric = offered["SymmetricAlgorithms"]?.elements.first
        #expect(symmetric?["KeyUsage"]?.text == "ENCRYPT_DECRYPT")
        #expect(symmetric?["Algorithm"]?.text == (fips ? "AES_256" : "SM4"))
        let signing = offered["AsymmetricSignVerifyAlgorithms"]?.elements.compactMap { $0["KeyUsage"]?.text }
        #expect(signing?.contains("ASYMMETRIC_SIGN_VERIFY_ECC") == fips)
        #expect(signing?.contains("ASYMMETRIC_SIGN_VERIFY_SM2") == !fips)
    }

    @Test(arguments: Edition.allCases)
    func `rows 20 and 26: keys of another usage`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let symmetric = member("KeyId", try await wire.keys.key("symmetric").id)
        let signing = member("KeyId", try await wire.key("signing", usage: wire.signing.usage))
        let wrong = "InvalidParameterValue.InvalidKeyUsage"
        let plaintext = member("Plaintext", base64([1]))
        #expect(try await code(wire, "Encrypt", signing, plaintext) == wrong)
        #expect(try await code(wire, "GenerateDataKey", signing, member("KeySpec", "AES_128")) == wrong)
        let ciphertext = member("Ciphertext", base64([UInt8](repeating: 1, count: 256)))
        for key in [symmetric, signing] {
            let answer = try await code(
                wire, "AsymmetricRsaDecrypt", key, ciphertext, member("Algorithm", "RSAES_OAEP_SHA_256"))
            #expect(answer == wrong)
        }
        #expect(try await code(wire, "GetPublicKey", symmetric) == wrong)
        #expect(try await code(wire, "EnableKeyRotation", signing) == "InvalidParameterValue")
    }

    @Test func `rows 21 to 23: malformed and unknown IDs, plaintexts and sizes`() async throws {
        let wire = try await WireFixture(.fips)
        let id = try await wire.keys.key("sample").id
        let key = member("KeyId", id)
        let unknown = member("KeyId", "00000000-0000-1000-8000-000000000000")
        for text in ["", "x", id.description.uppercased(), id.description + "0", "alias/sample", "ｘ"] {
            #expect(
                try await code(wire, "DescribeKey", member("KeyId", text)) == "InvalidParameterValue.InvalidKeyId")
        }
        #expect(try await code(wire, "DescribeKey", unknown) == "ResourceUnavailable.CmkNotFound")
        for text in ["", "!", "QQ", base64([UInt8](repeating: 0, count: 4_097))] {
            #expect(
                try await code(wire, "Encrypt", key, member("Plaintext", text))
                    == "InvalidParameterValue.InvalidPlaintext")
        }
        let longest = member("Plaintext", base64([UInt8](repeating: 0, count: 4_096)))
        #expect(try await code(wire, "Encrypt", key, longest) == nil)
        for size in [0, 1_025] {
            #expect(
                try await code(wire, "GenerateDataKey", key, member("NumberOfBytes", size)) == "InvalidParameter")
            #expect(try await code(wire, "GenerateRandom", member("NumberOfBytes", size)) == "InvalidParameter")
        }
        #expect(try await code(wire, "GenerateDataKey", key, member("KeySpec", "AES_192")) == "InvalidParameter")
        let both = try await wire.ask(
            "GenerateDataKey", [key, member("KeySpec", "AES_256"), member("NumberOfBytes", 5)])
        #expect(try both.bytes("Plaintext").count == 5, "NumberOfBytes wins")
    }

    @Test(arguments: Edition.allCases)
    func `row 24: ReEncrypted is false, and the blob the same, when nothing changes`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let key = try await wire.keys.key("sample").id
        let blob = try await wire.blob(under: key)
        let same = try await wire.ask("ReEncrypt", [member("CiphertextBlob", blob)])
        #expect(same["ReEncrypted"]?.flag == false && same["CiphertextBlob"]?.text == blob)
        try await wire.keys.service.rotateKey(.id(key), rule: .operatorRequest, for: wire.keys.caller)
        let moved = try await wire.ask("ReEncrypt", [member("CiphertextBlob", blob)])
        #expect(moved["ReEncrypted"]?.flag == true && moved["SourceKeyId"]?.text == key.description)
    }

    @Test func `rows 25 and 27: rotation is set anew, and its next time is 0 while it is off`() async throws {
        let wire = try await WireFixture(.fips)
        let key = member("KeyId", try await wire.keys.key("sample").id)
        func next() async throws -> Int? {
            try await wire.ask("DescribeKey", [key])["KeyMetadata"]?["NextRotateTime"]?.number
        }
        #expect(try await next() == 0)
        let now = Int(wire.keys.clock.now.seconds)
        for days in [7, 365] {
            #expect(try await code(wire, "EnableKeyRotation", key, member("RotateDays", days)) == nil)
            #expect(try await next() == now + days * 86_400)
        }
        for days in [0, 6, 366] {
            #expect(
                try await code(wire, "EnableKeyRotation", key, member("RotateDays", days)) == "InvalidParameterValue")
        }
        #expect(try await code(wire, "DisableKeyRotation", key) == nil)
        #expect(try await next() == 0)
    }

    @Test(arguments: Edition.allCases)
    func `rows 30 and 31: the type shows the edition, and no region is the server's`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let key = member("KeyId", try await wire.keys.key("sample").id)
        let shown = try await wire.ask("DescribeKey", [key]) { $0.region = nil }
        #expect(shown["KeyMetadata"]?["Type"]?.number == (edition == .fips ? 2 : 4))
        #expect(try await wire.ask("GetRegions", [])["Regions"]?.elements.map(\.text) == ["ap-guangzhou"])
        let empty = try await wire.ask("ListKeys", []) { $0.region = "" }
        #expect(empty.code == nil)
    }

    @Test func `row 36: the deletion date is whole days from now`() async throws {
        let wire = try await WireFixture(.fips)
        let key = try await wire.keys.key(in: .disabled, origin: .internal, alias: "sample").id
        let now = Int(wire.keys.clock.now.seconds)
        for days in [6, 31] {
            let refused = try await wire.ask(
                "ScheduleKeyDeletion", [member("KeyId", key), member("PendingWindowInDays", days)])
            #expect(refused.code == "InvalidParameter.InvalidPendingWindowInDays")
        }
        // A published sample has the number as text.
        let answer = try await wire.ask(
            "ScheduleKeyDeletion", [member("KeyId", key), member("PendingWindowInDays", "30")])
        #expect(answer["DeletionDate"]?.number == now + 30 * 86_400)
    }
}
