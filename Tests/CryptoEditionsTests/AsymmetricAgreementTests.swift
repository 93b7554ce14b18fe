// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// Asymmetric keys against the `openssl` command line, in both directions.
@Suite struct AsymmetricAgreementTests {
    private static let message = Array("a message to be signed".utf8)

    /// How the command line says what an algorithm is.
    private static func digestOptions(_ algorithm: SignatureAlgorithm) -> String {
        switch algorithm {
        case .sm2DSA: "-sm3 -sigopt distid:1234567812345678"
        case .eccP256R1, .rsaPKCS1SHA256: "-sha256"
        case .rsaPSSSHA256: "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_mgf1_md:sha256"
        }
    }

    private static func encryptionOptions(_ algorithm: EncryptionAlgorithm) -> String {
        switch algorithm {
        case .sm2, .sm2ASN1: ""
        case .rsaesPKCS1v15: "-pkeyopt rsa_padding_mode:pkcs1"
        case .rsaesOAEPSHA1: "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha1 -pkeyopt rsa_mgf1_md:sha1"
        case .rsaesOAEPSHA256: "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha256"
        }
    }

    private func folder(of pair: any AsymmetricKey) throws -> OpenSSLCommand {
        let openssl = try OpenSSLCommand()
        try openssl.write(pair.publicKeyDER, to: "public.der")
        try openssl.write(pair.privateKey().exposed(), to: "private.der")
        try openssl.write(Self.message, to: "message")
        return openssl
    }

    @Test(arguments: try AsymmetricSubject.all.get())
    func `openssl and we verify each other`(subject: AsymmetricSubject) throws {
        let pair = try subject.pair()
        let openssl = try folder(of: pair)
        for algorithm in subject.signatureAlgorithms {
            try openssl.write(pair.sign(Self.message.span, as: .raw, algorithm: algorithm), to: "ours")
            let options = Self.digestOptions(algorithm)
            let salt = algorithm == .rsaPSSSHA256 ? " -sigopt rsa_pss_saltlen:32" : ""
            #expect(
                try openssl.run("dgst \(options)\(salt) -verify public.der -keyform DER -signature ours message") == 0,
                "\(algorithm): and with a salt of exactly 32 bytes")
            // A salt of another length verifies, too.
            for salt in algorithm == .rsaPSSSHA256 ? ["0", "20", "32", "max"] : [""] {
                let salt = salt.isEmpty ? "" : " -sigopt rsa_pss_saltlen:\(salt)"
                #expect(
                    try openssl.run("dgst \(options)\(salt) -sign private.der -keyform DER -out theirs message") == 0)
                let theirs = try openssl.read("theirs")
                #expect(try pair.verifies(theirs.span, of: Self.message.span, as: .raw, algorithm: algorithm))
            }
        }
    }

    /// A digest by the command line, signed by us as a digest, verified by the command line over the message.
    @Test(arguments: try AsymmetricSubject.all.get())
    func `the digest is the one that openssl computes`(subject: AsymmetricSubject) throws {
        guard subject.spec != .sm2 else { return }  // e depends on the key; the standard's example is a self-test
        let pair = try subject.pair()
        let openssl = try folder(of: pair)
        #expect(try openssl.run("dgst -sha256 -binary -out digest message") == 0)
        let digest = try openssl.read("digest")
        for algorithm in subject.signatureAlgorithms {
            try openssl.write(pair.sign(digest.span, as: .digest, algorithm: algorithm), to: "ours")
            let options = Self.digestOptions(algorithm)
            #expect(try openssl.run("dgst \(options) -verify public.der -keyform DER -signature ours message") == 0)
        }
    }

    @Test(arguments: try AsymmetricSubject.all.get())
    func `openssl and we decrypt each other`(subject: AsymmetricSubject) throws {
        let pair = try subject.pair()
        let openssl = try folder(of: pair)
        for algorithm in subject.encryptionAlgorithms where algorithm != .sm2 {
            let options = Self.encryptionOptions(algorithm)
            try openssl.write(pair.encrypt(KeyMaterial(knownBytes: Self.message), algorithm: algorithm), to: "ours")
            #expect(
                try openssl.run("pkeyutl -decrypt -keyform DER -inkey private.der -in ours -out opened \(options)") == 0
            )
            #expect(try openssl.read("opened") == Self.message)
            #expect(
                try openssl.run(
                    "pkeyutl -encrypt -pubin -keyform DER -inkey public.der -in message -out theirs \(options)") == 0)
            let theirs = try openssl.read("theirs")
            #expect(try pair.decrypt(theirs.span, algorithm: algorithm).exposed() == Self.message)
        }
    }
}
