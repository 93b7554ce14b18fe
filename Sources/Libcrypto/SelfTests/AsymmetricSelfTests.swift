// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Tests of signatures and of encryption under a public key, for each algorithm on offer: both editions run them at load.
///
/// No key is made here: making one takes too long, and every new pair is tested by itself.
package enum AsymmetricSelfTests {
    /// The tests of the algorithms that `offer` names, computed in `library`.
    package static func all(for offer: AsymmetricOffer, in library: LibraryContext) -> [SelfTest] {
        let subject = Subject(offer: offer, library: library)
        return offer.signatureAlgorithms.flatMap { [verifyTest(of: $0, on: subject), signTest(of: $0, on: subject)] }
            + offer.encryptionAlgorithms.map { encryptionTest(of: $0, on: subject) }
    }

    private struct Subject: Sendable {
        let offer: AsymmetricOffer
        let library: LibraryContext

        func key(_ spec: AsymmetricKeySpec, _ privateKey: [UInt8]) throws(CryptoError) -> LibcryptoKey {
            try LibcryptoKey(spec, privateKey: KeyMaterial(knownBytes: privateKey), for: offer, in: library)
        }
    }

    /// A known signature verifies, over the message and over its digest, and over no other.
    private static func verifyTest(of algorithm: SignatureAlgorithm, on subject: Subject) -> SelfTest {
        let sample = SignatureSample.of(algorithm)
        return SelfTest("\(algorithm.rawValue) verify", reference: sample.reference) { (tamper) throws(CryptoError) in
            let key = try subject.key(algorithm.keySpec, sample.privateKey)
            let signature = tamper(sample.signature)
            let (altered, digest) = (sample.message + [0], sample.digest)
            let overMessage = try key.verifies(
                signature.span, of: sample.message.span, as: .raw, algorithm: algorithm)
            let overDigest = try key.verifies(signature.span, of: digest.span, as: .digest, algorithm: algorithm)
            let overAnother = try key.verifies(signature.span, of: altered.span, as: .raw, algorithm: algorithm)
            return overMessage && overDigest && !overAnother
        }
    }

    /// What is signed is the known signature where there is one only; else it verifies, that of the message over the digest
    /// and the other way round.
    private static func signTest(of algorithm: SignatureAlgorithm, on subject: Subject) -> SelfTest {
        let sample = SignatureSample.of(algorithm)
        return SelfTest("\(algorithm.rawValue) sign", reference: sample.reference) { (tamper) throws(CryptoError) in
            let key = try subject.key(algorithm.keySpec, sample.privateKey)
            let digest = sample.digest
            let ofMessage = tamper(try key.sign(sample.message.span, as: .raw, algorithm: algorithm))
            let ofDigest = try key.sign(digest.span, as: .digest, algorithm: algorithm)
            guard algorithm != .rsaPKCS1SHA256 else {
                return ofMessage == sample.signature && ofDigest == sample.signature
            }
            let first = try key.verifies(ofMessage.span, of: digest.span, as: .digest, algorithm: algorithm)
            let second = try key.verifies(
                ofDigest.span, of: sample.message.span, as: .raw, algorithm: algorithm)
            return first && second
        }
    }

    /// What is encrypted decrypts. That the library decrypts what others encrypted, the tests of imports show.
    private static func encryptionTest(of algorithm: EncryptionAlgorithm, on subject: Subject) -> SelfTest {
        let reference = algorithm.keySpec == .sm2 ? "GB/T 32918.4 §6, §7" : "RFC 8017 §7"
        return SelfTest(
            "\(algorithm.rawValue) encrypt and decrypt", reference: "\(reference): what is encrypted decrypts",
            expecting: ImportSelfTestKey.material
        ) { () throws(CryptoError) in
            let privateKey = algorithm.keySpec == .sm2 ? ImportSelfTests.sm2PrivateKey : ImportSelfTestKey.privateKeyDER
            let key = try subject.key(algorithm.keySpec, privateKey)
            let ciphertext = try key.encrypt(
                KeyMaterial(knownBytes: ImportSelfTestKey.material), algorithm: algorithm)
            return try key.decrypt(ciphertext.span, algorithm: algorithm).withBytes { bytes in
                bytes.indices.map { bytes[$0] }
            }
        }
    }
}
