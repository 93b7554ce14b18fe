// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// The contract of asymmetric keys on what integrators get, in each edition and each kind of key.
@Suite struct AsymmetricKeyTests {
    static let message = Array("a message to be signed".utf8)

    @Test func `each edition has its kinds and algorithms, and no others`() throws {
        let (fips, sm) = (try Edition.fips.load(FIPSModule.editionOptions), try Edition.smCrypto.load())
        #expect(fips.asymmetricKeySpecs == [.rsa2048, .p256])
        #expect(fips.signatureAlgorithms == [.eccP256R1, .rsaPSSSHA256, .rsaPKCS1SHA256])
        #expect(fips.encryptionAlgorithms == [.rsaesOAEPSHA1, .rsaesOAEPSHA256])
        #expect(sm.asymmetricKeySpecs == [.rsa2048, .sm2])
        #expect(sm.signatureAlgorithms == [.sm2DSA, .rsaPSSSHA256, .rsaPKCS1SHA256])
        #expect(sm.encryptionAlgorithms == EncryptionAlgorithm.allCases)
        for (edition, spec) in [(fips, AsymmetricKeySpec.sm2), (sm, .p256)] {
            let refusal = CryptoError.unsupportedAlgorithm(name: spec.rawValue, edition: edition.edition)
            #expect(throws: refusal) { _ = try edition.makeAsymmetricKey(spec) }
            #expect(throws: refusal) {
                _ = try edition.loadAsymmetricKey(spec, privateKey: KeyMaterial(knownBytes: [1]))
            }
            let bytes: [UInt8] = [1]
            #expect(throws: refusal) { _ = try edition.loadPublicKey(spec, publicKeyDER: bytes.span) }
        }
    }

    @Test(arguments: try AsymmetricSubject.all.get())
    func `a signature is its key's over its message only`(subject: AsymmetricSubject) throws {
        let (pair, half) = (try subject.pair(), try subject.publicKey())
        let other = try subject.edition.makeAsymmetricKey(subject.spec)
        for algorithm in subject.signatureAlgorithms {
            for form in MessageForm.allCases {
                let message = form == .raw ? Self.message : [UInt8](0..<32)
                let signature = try pair.sign(message.span, as: form, algorithm: algorithm)
                func verifies(_ signature: [UInt8], _ message: [UInt8]) throws -> Bool {
                    try half.verifies(signature.span, of: message.span, as: form, algorithm: algorithm)
                }
                #expect(try verifies(signature, message))
                #expect(try !other.verifies(signature.span, of: message.span, as: form, algorithm: algorithm))
                #expect(try !verifies(signature, flipped(message)))
                for place in stride(from: 0, to: signature.count, by: 7) {
                    let altered = flipped(signature, at: place)
                    #expect(try !verifies(altered, message), "\(algorithm) \(form), byte \(place)")
                }
                for wrong in [[], [0], Array(signature.dropLast()), signature + [0], [0x30, 0]] {
                    #expect(try !verifies(wrong, message))
                }
            }
        }
    }

    @Test(arguments: try AsymmetricSubject.all.get())
    func `one algorithm's signature is none of another`(subject: AsymmetricSubject) throws {
        let pair = try subject.pair()
        for algorithm in subject.signatureAlgorithms {
            let signature = try pair.sign(Self.message.span, as: .raw, algorithm: algorithm)
            for other in subject.signatureAlgorithms where other != algorithm {
                #expect(try !pair.verifies(signature.span, of: Self.message.span, as: .raw, algorithm: other))
            }
        }
    }

    @Test(arguments: try AsymmetricSubject.all.get())
    func `a digest has 32 bytes, a message any length`(subject: AsymmetricSubject) throws {
        let pair = try subject.pair()
        for algorithm in subject.signatureAlgorithms {
            for byteCount in [0, 1, 20, 31, 33, 64, 4096] {
                let bytes = [UInt8](repeating: 7, count: byteCount)
                let refusal = CryptoError.wrongDigestLength(expected: 32, actual: byteCount)
                #expect(throws: refusal) { _ = try pair.sign(bytes.span, as: .digest, algorithm: algorithm) }
                #expect(throws: refusal) {
                    _ = try pair.verifies(bytes.span, of: bytes.span, as: .digest, algorithm: algorithm)
                }
                let signature = try pair.sign(bytes.span, as: .raw, algorithm: algorithm)
                #expect(try pair.verifies(signature.span, of: bytes.span, as: .raw, algorithm: algorithm))
            }
        }
    }

    @Test(arguments: try AsymmetricSubject.all.get())
    func `what is encrypted decrypts, also by the pair that was stored`(subject: AsymmetricSubject) throws {
        let (pair, half) = (try subject.pair(), try subject.publicKey())
        let stored = try subject.edition.loadAsymmetricKey(subject.spec, privateKey: pair.privateKey())
        #expect(stored.publicKeyDER == pair.publicKeyDER && stored.spec == subject.spec)
        for algorithm in subject.encryptionAlgorithms {
            for byteCount in [1, 16, 32, 190] {
                let secret = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 5 &+ byteCount) }
                let first = try half.encrypt(KeyMaterial(knownBytes: secret), algorithm: algorithm)
                let second = try half.encrypt(KeyMaterial(knownBytes: secret), algorithm: algorithm)
                #expect(first != second)
                #expect(try stored.decrypt(first.span, algorithm: algorithm).exposed() == secret)
            }
        }
    }

    @Test(arguments: try AsymmetricSubject.all.get())
    func `every altered ciphertext is refused for one reason`(subject: AsymmetricSubject) throws {
        let pair = try subject.pair()
        for algorithm in subject.encryptionAlgorithms {
            let ciphertext = try pair.encrypt(KeyMaterial(knownBytes: Self.message), algorithm: algorithm)
            var altered = stride(from: 0, to: ciphertext.count, by: 11).map { flipped(ciphertext, at: $0) }
            altered += [[], [4], Array(ciphertext.dropLast()), ciphertext + [0], [0] + ciphertext]
            altered.append([UInt8](repeating: 0xFF, count: ciphertext.count))
            for wrong in altered {
                // PKCS #1 v1.5 has no integrity: a flipped bit may leave a sound padding, rarely.
                do throws(CryptoError) {
                    let opened = try pair.decrypt(wrong.span, algorithm: algorithm).exposed()
                    #expect(algorithm == .rsaesPKCS1v15 && opened != Self.message)
                } catch {
                    #expect(error == .decryptionFailed, "\(algorithm)")
                }
            }
        }
    }

    @Test(arguments: try AsymmetricSubject.all.get())
    func `a secret too long for the key is refused with the limit`(subject: AsymmetricSubject) throws {
        let limits: [EncryptionAlgorithm: Int] = [.rsaesPKCS1v15: 245, .rsaesOAEPSHA1: 214, .rsaesOAEPSHA256: 190]
        let pair = try subject.pair()
        for algorithm in subject.encryptionAlgorithms {
            guard let limit = limits[algorithm] else { continue }
            let longest = KeyMaterial(knownBytes: [UInt8](repeating: 1, count: limit))
            let ciphertext = try pair.encrypt(longest, algorithm: algorithm)
            #expect(try pair.decrypt(ciphertext.span, algorithm: algorithm).byteCount == limit)
            #expect(throws: CryptoError.tooLong(limit: UInt64(limit))) {
                let longer = KeyMaterial(knownBytes: [UInt8](repeating: 1, count: limit + 1))
                _ = try pair.encrypt(longer, algorithm: algorithm)
            }
        }
    }

    @Test func `both forms of an SM2 ciphertext are as documented`() throws {
        let edition = try Edition.smCrypto.load()
        let pair = try edition.makeAsymmetricKey(.sm2)
        let raw = try pair.encrypt(KeyMaterial(knownBytes: Self.message), algorithm: .sm2)
        #expect(raw.first == 0x04 && raw.count == 65 + 32 + Self.message.count)
        let der = try pair.encrypt(KeyMaterial(knownBytes: Self.message), algorithm: .sm2ASN1)
        #expect(der.first == 0x30)
        #expect(throws: CryptoError.decryptionFailed) { _ = try pair.decrypt(der.span, algorithm: .sm2) }
        #expect(throws: CryptoError.decryptionFailed) { _ = try pair.decrypt(raw.span, algorithm: .sm2ASN1) }
        let withoutPrefix = Array(raw.dropFirst())
        #expect(throws: CryptoError.decryptionFailed) { _ = try pair.decrypt(withoutPrefix.span, algorithm: .sm2) }
    }

    @Test func `a recipient gets a secret in the ways that the edition offers`() throws {
        let (fips, sm) = (try Edition.fips.load(FIPSModule.editionOptions), try Edition.smCrypto.load())
        let secret = KeyMaterial(knownBytes: Self.message)
        let (rsa, sm2) = (try sm.makeAsymmetricKey(.rsa2048), try sm.makeAsymmetricKey(.sm2))
        for (edition, pair) in [(fips, rsa), (sm, rsa), (sm, sm2)] {
            let der = pair.publicKeyDER
            for algorithm in edition.encryptionAlgorithms where algorithm.keySpec == pair.spec {
                let sealed = try edition.encryptForRecipient(secret, publicKeyDER: der.span, algorithm: algorithm)
                #expect(try pair.decrypt(sealed.span, algorithm: algorithm).exposed() == Self.message)
            }
        }
        for algorithm in [EncryptionAlgorithm.sm2, .sm2ASN1, .rsaesPKCS1v15] {
            let der = algorithm.keySpec == .sm2 ? sm2.publicKeyDER : rsa.publicKeyDER
            #expect(throws: CryptoError.unsupportedAlgorithm(name: algorithm.rawValue, edition: .fips)) {
                _ = try fips.encryptForRecipient(secret, publicKeyDER: der.span, algorithm: algorithm)
            }
        }
        let der = sm2.publicKeyDER
        for edition in [fips, sm] {
            #expect(throws: CryptoError.malformedKey(kind: "RSA_2048 public key (DER)")) {
                _ = try edition.encryptForRecipient(secret, publicKeyDER: der.span, algorithm: .rsaesOAEPSHA256)
            }
        }
    }

    private func flipped(_ bytes: [UInt8], at index: Int = 0) -> [UInt8] {
        var bytes = bytes
        bytes[index] ^= 1
        return bytes
    }
}
