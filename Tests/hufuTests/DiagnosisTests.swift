// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

@testable import hufu

/// `hufu import diagnose`: what a file is that cannot be wrapped material.
struct DiagnosisTests {
    private let rsa = WrappedFileDiagnosis(algorithm: .rsaesOAEPSHA256, keyByteCount: 32)
    private let sm2 = WrappedFileDiagnosis(algorithm: .sm2PKE, keyByteCount: 16)

    /// `count` bytes that are no text and no DER.
    private func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 129) } }

    /// SM2 ciphertext as GM/T 0009 DER, with a ciphertext of `count` bytes.
    private func der(_ count: Int) -> [UInt8] {
        let integer: [UInt8] = [0x02, 0x20, 0x41] + bytes(31)
        let content = integer + integer + [0x04, 0x20] + bytes(32) + [0x04, UInt8(count)] + bytes(count)
        return [0x30] + (content.count < 128 ? [] : [0x81]) + [UInt8(content.count)] + content
    }

    private func expect(
        _ diagnosis: WrappedFileDiagnosis, _ file: [UInt8], says text: String, isError: Bool = true,
        location: SourceLocation = #_sourceLocation
    ) {
        let findings = diagnosis.findings(in: file)
        #expect(
            findings.contains { $0.isError == isError && $0.text.contains(text) }, "\(findings)",
            sourceLocation: location)
    }

    @Test func `what may be right is not spoken against`() {
        #expect(rsa.findings(in: bytes(256)) == [])
        #expect(sm2.findings(in: der(16)) == [])
        #expect(sm2.findings(in: [4] + bytes(112)).allSatisfy { !$0.isError })
        let base64 = Array(Data(bytes(256)).base64EncodedData(options: [.lineLength64Characters])) + [10]
        #expect(rsa.findings(in: base64).allSatisfy { !$0.isError })
        expect(rsa, base64, says: "Base64 text of 256 bytes", isError: false)
    }

    @Test func `texts`() {
        expect(rsa, [], says: "empty")
        expect(rsa, Array(bytes(256).map { String(format: "%02X", $0) }.joined().utf8), says: "hexadecimal")
        expect(rsa, Array("-----BEGIN PUBLIC KEY-----\nMII=\n".utf8), says: "PUBLIC KEY")
        expect(rsa, Array("-----BEGIN PRIVATE KEY-----\nMII=\n".utf8), says: "Send it to nobody")
        let once = Data(bytes(256)).base64EncodedData()
        expect(rsa, Array(once.base64EncodedData()), says: "Base64 of Base64")
    }

    @Test func `bare material`() {
        expect(rsa, bytes(32), says: "not wrapped")
        expect(sm2, bytes(16), says: "not wrapped")
        expect(sm2, Array(Data(bytes(16)).base64EncodedData()), says: "not wrapped")
    }

    @Test func `structures that are something else`() {
        expect(rsa, [0x30, 0x03, 0x02, 0x01, 0x05], says: "raw bytes are due")
        expect(rsa, [0x30, 0x08, 0x30, 0x02, 0x05, 0x00, 0x03, 0x02, 0x00, 0x00], says: "public key itself")
        expect(rsa, [0x30, 0x07, 0x06, 0x01, 0x2A, 0xA0, 0x02, 0x05, 0x00], says: "CMS")
        expect(rsa, der(16), says: "SM2 ciphertext")
    }

    @Test func `lengths`() {
        expect(rsa, bytes(255), says: "cut")
        expect(rsa, bytes(384), says: "RSA-3072")
        expect(sm2, bytes(256), says: "RSA-2048")
        expect(sm2, der(32), says: "256 bits")
        expect(sm2, [4] + bytes(128), says: "256 bits")
        expect(sm2, bytes(112), says: "first byte 04 is missing")
    }

    @Test func `a number that this RSA key cannot have made`() throws {
        let folder = try TemporaryFolder()
        try folder.openssl(["genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "k"])
        try folder.openssl(["pkey", "-in", "k", "-pubout", "-outform", "DER", "-out", "p"])
        let publicKey = Array(try folder.read("p"))
        try #require(publicKey.count == 294)
        var diagnosis = rsa
        diagnosis.publicKeyDER = publicKey
        expect(diagnosis, Array(publicKey[33..<289]), says: "modulus")
        #expect(diagnosis.findings(in: [0x00, 0x01] + bytes(254)) == [])
    }
}
