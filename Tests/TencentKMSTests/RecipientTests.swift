// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// Plaintexts encrypted for the caller: `EncryptionPublicKey` and `EncryptionAlgorithm`.
@Suite struct RecipientTests {
    private static let rsa: [EncryptionAlgorithm] = [.rsaesOAEPSHA1, .rsaesOAEPSHA256]

    private func parameters(_ pair: any AsymmetricKey, _ algorithm: String) -> [JSONValue.Member] {
        [
            member("EncryptionPublicKey", PublicKeyText.pem(of: pair.publicKeyDER)),
            member("EncryptionAlgorithm", algorithm),
        ]
    }

    /// What the owner of the pair reads.
    private func read(
        _ answer: WireAnswer, by pair: any AsymmetricKey, _ algorithm: EncryptionAlgorithm
    ) throws -> [UInt8] {
        let ciphertext = try answer.bytes("Plaintext")
        return try pair.decrypt(ciphertext.span, algorithm: algorithm).exposed()
    }

    @Test(arguments: Edition.allCases)
    func `a plaintext reaches the owner of an RSA key only, from every action that hands one out`(
        edition: Edition
    ) async throws {
        let wire = try await WireFixture(edition)
        let pair = try wire.keys.edition.makeAsymmetricKey(.rsa2048)
        try await expectOpened(wire, pair, Self.rsa + (edition == .smCrypto ? [.rsaesPKCS1v15] : []))
    }

    @Test func `and to the owner of an SM2 key in the edition that has SM2, which is also the default`() async throws {
        let wire = try await WireFixture(.smCrypto)
        let pair = try wire.keys.edition.makeAsymmetricKey(.sm2)
        try await expectOpened(wire, pair, [.sm2, .sm2ASN1])
        let blob = try await wire.blob(under: wire.keys.key("by-default").id)
        var request = parameters(pair, "") + [member("CiphertextBlob", blob)]
        let empty = try await wire.ask("Decrypt", request)
        request.remove(at: 1)
        let absent = try await wire.ask("Decrypt", request)
        for answer in [empty, absent] {
            #expect(try read(answer, by: pair, .sm2) == [1, 2, 3])
        }
    }

    private func expectOpened(
        _ wire: WireFixture, _ pair: any AsymmetricKey, _ algorithms: [EncryptionAlgorithm]
    ) async throws {
        let key = try await wire.keys.key("sample")
        let blob = try await wire.blob(under: key.id)
        let hosted = try await wire.dataKey("sample", under: key.id)
        let clear = try await wire.ask("GetDataKeyPlaintext", [member("DataKeyId", hosted.id)]).bytes("Plaintext")
        for algorithm in algorithms {
            let recipient = parameters(pair, algorithm.rawValue)
            let made = try await wire.ask(
                "GenerateDataKey", [member("KeyId", key.id), member("NumberOfBytes", 48)] + recipient)
            let made2 = try await wire.ask("Decrypt", [member("CiphertextBlob", try made.text("CiphertextBlob"))])
            let rows: [(WireAnswer, [UInt8])] = [
                (try await wire.ask("Decrypt", [member("CiphertextBlob", blob)] + recipient), [1, 2, 3]),
                (made, try made2.bytes("Plaintext")),
                (try await wire.ask("GetDataKeyPlaintext", [member("DataKeyId", hosted.id)] + recipient), clear),
            ]
            for (answer, plaintext) in rows {
                #expect(try read(answer, by: pair, algorithm) == plaintext, "\(algorithm)")
                #expect(answer.reply.isApproved == algorithm.isApproved, "\(algorithm)")
            }
        }
    }

    @Test func `blanks in place of the line feeds of a PEM are taken, as published samples have them`() async throws {
        let wire = try await WireFixture(.fips)
        let pair = try wire.keys.edition.makeAsymmetricKey(.rsa2048)
        let pem = PublicKeyText.pem(of: pair.publicKeyDER)
        let blob = try await wire.blob(under: wire.keys.key("sample").id)
        for text in [pem.replacing("\n", with: " "), pem.replacing("\n", with: "\r\n")] {
            let answer = try await wire.ask(
                "Decrypt",
                [
                    member("CiphertextBlob", blob), member("EncryptionPublicKey", text),
                    member("EncryptionAlgorithm", "RSAES_OAEP_SHA_256"),
                ])
            #expect(try read(answer, by: pair, .rsaesOAEPSHA256) == [1, 2, 3])
        }
    }

    @Test(arguments: ["", "SM2", "SM2_C1C3C2_ASN1"])
    func `under FIPS, SM2 and the default name the way out`(algorithm: String) async throws {
        let wire = try await WireFixture(.fips)
        let pair = try Edition.smCrypto.loaded().makeAsymmetricKey(.sm2)
        let blob = try await wire.blob(under: wire.keys.key("sample").id)
        let answer = try await wire.ask("Decrypt", [member("CiphertextBlob", blob)] + parameters(pair, algorithm))
        #expect(answer.code == "UnsupportedOperation.UnsupportedKeyUsageInCurrentRegion")
        #expect(answer.message.contains("RSAES_OAEP_SHA_256"))
    }

    @Test(arguments: Edition.allCases)
    func `a key that cannot be used leaves no plaintext and no data key behind`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let key = try await wire.keys.key("sample")
        let rsa = PublicKeyText.pem(of: try wire.keys.edition.makeAsymmetricKey(.rsa2048).publicKeyDER)
        let rows: [(pem: String, algorithm: String, byteCount: Int)] = [
            ("no key", "RSAES_OAEP_SHA_256", 32), (rsa.replacing("MII", with: "MIJ"), "RSAES_OAEP_SHA_256", 32),
            (rsa, "RSA", 32), (rsa, "RSAES_OAEP_SHA_256", 191), (rsa, "RSAES_OAEP_SHA_1", 215),
            (rsa, "SM2", 32), (rsa, "", 32),
        ]
        for row in rows {
            let answer = try await wire.ask(
                "GenerateDataKey",
                [
                    member("KeyId", key.id), member("NumberOfBytes", row.byteCount), member("IsHostedByKms", 1),
                    member("DataKeyName", "kept"), member("EncryptionPublicKey", row.pem),
                    member("EncryptionAlgorithm", row.algorithm),
                ])
            let isOffered = edition == .smCrypto || row.algorithm.hasPrefix("RSA")
            #expect(
                answer.code
                    == (isOffered ? "InvalidParameter" : "UnsupportedOperation.UnsupportedKeyUsageInCurrentRegion"),
                "\(row.algorithm) \(row.byteCount): \(answer.message)")
            #expect(answer["Plaintext"] == nil && answer["CiphertextBlob"] == nil)
        }
        let listed = try await wire.ask("ListDataKeys")
        #expect(listed["TotalCount"]?.number == 0, "what was refused must not have been kept")
    }
}
