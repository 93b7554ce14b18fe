// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// The laboratory's door itself: who computes what, under which name.
@Suite struct VectorPortTests {
    @Test(arguments: FIPSLoad.all) func `FIPS names its provider as its report does`(load: FIPSLoad) throws {
        let port = try load.port()
        let provider = try #require(port.status.parts.first).provider
        #expect(provider.hasPrefix("OpenSSL \(load.isModule ? "fips" : "default") provider "))
        for algorithm in VectorAlgorithm.ofFIPS {
            #expect(port.implementations(of: algorithm) == [provider], "\(algorithm.name)")
        }
        #expect(port.implementations(of: .rsaPKCS1v15) == ["hufu over \(provider)"])
        for algorithm in VectorAlgorithm.ofSM { #expect(port.implementations(of: algorithm).isEmpty) }
        #expect(port.implementations(of: .gcm(.aes(keyBits: 136))).isEmpty)
        #expect(port.implementations(of: .keyWrap(keyBits: 136)).isEmpty)
    }

    @Test(arguments: SM4Provider.allCases)
    func `SM-CRYPTO lists the SM4 that it chose first`(provider: SM4Provider) throws {
        let port = try Edition.smCrypto.loadVectorPort(EditionOptions(sm: SMOptions(provider: provider)))
        let names = port.implementations(of: .gcm(.sm4))
        #expect(names.first == port.selfTestReport.kernels["SM4-GCM"])
        #expect(Set(names).count == names.count)
        #expect(names.contains("CSM4 portable") && names.contains { $0.hasPrefix("libgcrypt ") })
        for algorithm in VectorAlgorithm.ofSM { #expect(!port.implementations(of: algorithm).isEmpty) }
        for algorithm in [VectorAlgorithm.rsaOAEP, .rsaPKCS1v15, .rsaDecryptionPrimitive] {
            #expect(port.implementations(of: algorithm).first?.hasPrefix("OpenSSL ") == true)
        }
        #expect(port.implementations(of: .gcm(.aes(keyBits: 256))).isEmpty)
        #expect(port.implementations(of: .digest(.sha256)).isEmpty)
    }

    @Test func `without libgcrypt's SM3, libcrypto is the one`() throws {
        var options = SMOptions()
        options.simulatesOldLibgcrypt = true
        let port = try Edition.smCrypto.loadVectorPort(EditionOptions(sm: options))
        for algorithm in [VectorAlgorithm.digest(.sm3), .hmac(.sm3)] {
            #expect(port.implementations(of: algorithm).map { $0.prefix(8) } == ["OpenSSL "])
        }
        #expect(!port.implementations(of: .ecb(.sm4)).contains { $0.hasPrefix("libgcrypt") })
    }

    @Test func `who is not listed does not answer`() throws {
        let sm = try Laboratory.smCrypto()
        let fips = try #require(FIPSLoad.all.first).port()
        for port in [sm, fips] {
            #expect(throws: VectorRefusal.notOffered("SM3 by nobody")) {
                try port.answer(.digest(.sm3, message: []), by: "nobody")
            }
        }
        #expect(throws: VectorRefusal.self) {
            try sm.answer(.digest(.sm3, message: []), by: "CSM4 portable")
        }
        let provider = try #require(fips.implementations(of: .digest(.sha256)).first)
        #expect(throws: VectorRefusal.notOffered("SM3 by \(provider)")) {
            try fips.answer(.digest(.sm3, message: []), by: provider)
        }
    }
}

extension VectorAlgorithm {
    /// All that the FIPS edition answers for by its provider alone.
    fileprivate static var ofFIPS: [VectorAlgorithm] {
        let ciphers = [128, 192, 256].flatMap { keyBits -> [VectorAlgorithm] in
            let aes = BlockCipher.aes(keyBits: keyBits)
            return [
                .gcm(aes), .ccm(aes), .ecb(aes), .cbc(aes), .ctr(aes), .keyWrap(keyBits: keyBits),
                .keyWrapWithPadding(keyBits: keyBits),
            ]
        }
        let hashes = [HashName.sha1, .sha224, .sha256, .sha384, .sha512].flatMap { hash -> [VectorAlgorithm] in
            [.digest(hash), .hmac(hash), .hkdf(hash), .pbkdf2(hash), .counterModeKDF(hash)]
        }
        return ciphers + hashes + [.rsaOAEP, .rsaDecryptionPrimitive]
    }

    fileprivate static var ofSM: [VectorAlgorithm] {
        [
            .gcm(.sm4), .ccm(.sm4), .ecb(.sm4), .cbc(.sm4), .ctr(.sm4), .digest(.sm3), .hmac(.sm3), .sm2Signature,
            .sm2Encryption,
        ]
    }
}
