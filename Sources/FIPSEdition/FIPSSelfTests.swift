// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

/// The edition's tests at every load: a known answer for each algorithm it uses, on the objects that production uses.
struct FIPSSelfTests {
    let algorithms: FIPSAlgorithms

    /// All of them, in the order run.
    var all: [SelfTest] {
        [gcmSeal, gcmOpen, gcmOwnNonce, gcmRefusal, sha256, hmac, derivation, kbkdf, random]
            + ImportSelfTests.all(for: algorithms.offer, in: algorithms.library)
            + AsymmetricSelfTests.all(for: algorithms.asymmetricOffer, in: algorithms.library)
            + WireDigestSelfTests.all(on: algorithms.wireDigest)
    }

    private var gcmSeal: SelfTest {
        SelfTest(
            "AES-256-GCM seal", reference: "SP 800-38D; GCM specification, test case 16",
            expecting: KnownAnswers.GCM.nonce + KnownAnswers.GCM.ciphertextAndTag
        ) { [algorithms] () throws(CryptoError) in
            let encryptor = try algorithms.makeEncryptor(
                key: KeyMaterial(knownBytes: KnownAnswers.GCM.key), nonces: .perCall)
            return try encryptor.seal(
                KnownAnswers.GCM.plaintext, authenticating: KnownAnswers.GCM.context, nonce: KnownAnswers.GCM.nonce)
        }
    }

    private var gcmOpen: SelfTest {
        SelfTest(
            "AES-256-GCM open", reference: "SP 800-38D; GCM specification, test case 16",
            expecting: KnownAnswers.GCM.plaintext
        ) { [algorithms] () throws(CryptoError) in
            try algorithms.makeEncryptor(key: KeyMaterial(knownBytes: KnownAnswers.GCM.key), nonces: .perCall).open(
                KnownAnswers.GCM.nonce + KnownAnswers.GCM.ciphertextAndTag, authenticating: KnownAnswers.GCM.context)
        }
    }

    private var gcmOwnNonce: SelfTest {
        SelfTest(
            "AES-256-GCM own nonce", reference: "SP 800-38D §8.2.2: what is sealed opens, twice under two nonces"
        ) { [algorithms] (tamper) throws(CryptoError) in
            let encryptor = try algorithms.makeEncryptor(
                key: KeyMaterial(knownBytes: KnownAnswers.GCM.key), nonces: .perCall)
            let plaintext = KnownAnswers.GCM.plaintext
            let first = try encryptor.seal(plaintext)
            let second = try encryptor.seal(plaintext)
            let areFresh = first.prefix(SealedLayout.nonceByteCount) != second.prefix(SealedLayout.nonceByteCount)
            let opened = tamper(try encryptor.open(first) + encryptor.open(second))
            return areFresh && opened == plaintext + plaintext
        }
    }

    private var gcmRefusal: SelfTest {
        SelfTest(
            "AES-256-GCM wrong tag", reference: "SP 800-38D §7.2: a tag with one bit flipped is refused"
        ) { [algorithms] (tamper) throws(CryptoError) in
            let encryptor = try algorithms.makeEncryptor(
                key: KeyMaterial(knownBytes: KnownAnswers.GCM.key), nonces: .perCall)
            // The planted fault flips the wrong bit back, and so presents a right tag where a wrong one must be.
            let lastByte = KnownAnswers.GCM.ciphertextAndTag.suffix(1).map { $0 ^ 1 }
            let altered = KnownAnswers.GCM.nonce + KnownAnswers.GCM.ciphertextAndTag.dropLast() + tamper(lastByte)
            do throws(CryptoError) {
                _ = try encryptor.open(altered, authenticating: KnownAnswers.GCM.context)
                return false
            } catch .authenticationFailed {
                return true
            }
        }
    }

    private var sha256: SelfTest {
        SelfTest(
            "SHA-256", reference: "FIPS 180-4, example 'abc'", expecting: KnownAnswers.SHA256.digest
        ) { [algorithms] () throws(CryptoError) in
            let message = KnownAnswers.SHA256.message
            return try [UInt8](capacity: 32) { (digest: inout OutputSpan<UInt8>) throws(CryptoError) in
                try algorithms.digest.hash(message.span, into: &digest)
            }
        }
    }

    private var hmac: SelfTest {
        SelfTest(
            "HMAC-SHA-256", reference: "RFC 4231 §4.2", expecting: KnownAnswers.HMAC.tag
        ) { [algorithms] () throws(CryptoError) in
            let message = KnownAnswers.HMAC.message
            let key = KeyMaterial(knownBytes: KnownAnswers.HMAC.key)
            return try algorithms.makeAuthenticator(key: key).tag(of: message.span)
        }
    }

    private var derivation: SelfTest {
        SelfTest(
            "SP 800-108 KDF", reference: "SP 800-108r1 §4.1; hufu's formats, worked example",
            expecting: KnownAnswers.Derivation.output
        ) { [algorithms] () throws(CryptoError) in
            try derive(with: algorithms.makeDerivation(key: KeyMaterial(knownBytes: KnownAnswers.Derivation.key)))
        }
    }

    private var kbkdf: SelfTest {
        SelfTest(
            "SP 800-108 KDF of the library", reference: "SP 800-108r1 §4.1; hufu's formats, worked example",
            expecting: KnownAnswers.Derivation.output
        ) { [algorithms] () throws(CryptoError) in
            try derive(with: algorithms.makeKBKDF(key: KeyMaterial(knownBytes: KnownAnswers.Derivation.key)))
        }
    }

    private var random: SelfTest {
        SelfTest(
            "random generator", reference: "SP 800-90B §4.3, §4.4: repetition count, adaptive proportion"
        ) { [algorithms] (tamper) throws(CryptoError) in
            let isHealthy = try RandomHealthCheck.passes { (byteCount) throws(CryptoError) in
                try [UInt8](capacity: byteCount) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
                    try algorithms.library.random(.secret, into: &output)
                }
            }
            return tamper([isHealthy ? 0 : 1]) == [0]
        }
    }
}

/// The bytes of a test's result, which is no secret.
private func copy(_ key: borrowing KeyMaterial) -> [UInt8] {
    key.withBytes { bytes in bytes.indices.map { bytes[$0] } }
}

private func derive(with derivation: any KeyDerivation) throws(CryptoError) -> [UInt8] {
    let context = KnownAnswers.Derivation.context
    return copy(try derivation.derive(.message, context: context.span, byteCount: 64))
}
