// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct LibcryptoKeyTests {
    /// FIPS 140-3 IG 10.3.A: a pair whose halves do not belong together is not handed out.
    @Test(arguments: LibrarySubject.all)
    func `a new pair that fails its consistency test is not handed out`(subject: LibrarySubject) throws {
        for spec in subject.keySpecs {
            let failure = CryptoError.selfTestFailed(name: "pairwise consistency of a new \(spec.rawValue) key")
            #expect(throws: failure) {
                _ = try KeyHandle(generating: spec, in: subject.context.get(), altering: flippedAtEnd)
            }
        }
    }

    @Test(arguments: LibrarySubject.all)
    func `each half of the consistency test can fail by itself`(subject: LibrarySubject) throws {
        for spec in subject.keySpecs {
            let key = try KeyHandle(generating: spec, in: subject.context.get())
            for faultyCall in 0..<(spec == .p256 ? 1 : 2) {
                var call = 0
                #expect(throws: CryptoError.self) {
                    try key.demandConsistency(as: spec) { bytes in
                        defer { call += 1 }
                        return call == faultyCall ? flippedAtEnd(bytes) : bytes
                    }
                }
            }
            #expect(throws: Never.self) { try key.demandConsistency(as: spec) }
        }
    }

    @Test func `a public key signs and decrypts nothing`() throws {
        let offer = AsymmetricOffer(edition: .smCrypto, specs: AsymmetricKeySpec.allCases, allowsPKCS1v15: true)
        for spec in AsymmetricKeySpec.allCases {
            let pair = try LibcryptoKey(generating: spec, for: offer, in: library.get())
            let der = pair.publicKeyDER
            let half = try LibcryptoKey(spec, publicKeyDER: der.span, for: offer, in: library.get())
            #expect(half.publicKeyDER == der)
            let message: [UInt8] = [1, 2, 3]
            for algorithm in SignatureAlgorithm.allCases where algorithm.keySpec == spec {
                #expect(throws: CryptoError.self) {
                    _ = try half.sign(message.span, as: .raw, algorithm: algorithm)
                }
            }
            for algorithm in EncryptionAlgorithm.allCases where algorithm.keySpec == spec {
                let ciphertext = try half.encrypt(KeyMaterial(knownBytes: message), algorithm: algorithm)
                #expect(throws: CryptoError.decryptionFailed) {
                    _ = try half.decrypt(ciphertext.span, algorithm: algorithm)
                }
                #expect(try pair.decrypt(ciphertext.span, algorithm: algorithm).exposed() == message)
            }
        }
    }

    @Test func `what is not on offer is refused by name`() throws {
        let offer = AsymmetricOffer(edition: .fips, specs: [.p256, .rsa2048], allowsPKCS1v15: false)
        #expect(offer.encryptionAlgorithms == [.rsaesOAEPSHA1, .rsaesOAEPSHA256])
        #expect(throws: CryptoError.unsupportedAlgorithm(name: "EC_SM2", edition: .fips)) {
            _ = try LibcryptoKey(generating: .sm2, for: offer, in: library.get())
        }
        let key = try LibcryptoKey(generating: .p256, for: offer, in: library.get())
        let bytes: [UInt8] = [1]
        for algorithm in SignatureAlgorithm.allCases where algorithm != .eccP256R1 {
            #expect(throws: CryptoError.unsupportedAlgorithm(name: algorithm.rawValue, edition: .fips)) {
                _ = try key.sign(bytes.span, as: .raw, algorithm: algorithm)
            }
            #expect(throws: CryptoError.unsupportedAlgorithm(name: algorithm.rawValue, edition: .fips)) {
                _ = try key.verifies(bytes.span, of: bytes.span, as: .raw, algorithm: algorithm)
            }
        }
        for algorithm in EncryptionAlgorithm.allCases {
            #expect(throws: CryptoError.unsupportedAlgorithm(name: algorithm.rawValue, edition: .fips)) {
                _ = try key.encrypt(KeyMaterial(knownBytes: bytes), algorithm: algorithm)
            }
            #expect(throws: CryptoError.unsupportedAlgorithm(name: algorithm.rawValue, edition: .fips)) {
                _ = try key.decrypt(bytes.span, algorithm: algorithm)
            }
        }
    }

    private func flippedAtEnd(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes[bytes.count - 1] ^= 1
        return bytes
    }
}
