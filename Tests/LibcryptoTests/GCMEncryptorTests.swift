// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct GCMEncryptorTests {
    /// A source of nonces, and a way of making contexts.
    struct Variant: Sendable, CustomTestStringConvertible {
        let name: String
        let policy: NoncePolicy?
        var copiesContexts = true
        var subject = LibrarySubject.defaultProvider

        var testDescription: String { "\(subject.testDescription), \(name)" }

        func encryptor(key: borrowing KeyMaterial, sealCount: UInt64 = 0) throws -> GCMEncryptor {
            let library = try subject.context.get()
            let nonces = NonceSource { bytes in (try? library.random(.visible, into: &bytes)) != nil }
            return try GCMEncryptor(
                FetchedCipher("AES-256-GCM", in: library), key: key,
                nonces: policy.map { .source(nonces, $0) } ?? .module, counter: SealCounter(startingAt: sealCount),
                copiesContexts: copiesContexts)
        }
    }

    static let variants = LibrarySubject.all.flatMap { subject in
        [
            Variant(name: "buffered nonces", policy: .buffered, subject: subject),
            Variant(name: "nonces per call", policy: .perCall, subject: subject),
            Variant(name: "nonces by the provider", policy: nil, subject: subject),
            Variant(name: "nonces by the provider, keyed anew", policy: nil, copiesContexts: false, subject: subject),
        ]
    }

    @Test(arguments: variants, EncryptorContract.clauses)
    func `keeps the contract`(variant: Variant, clause: EncryptorContract.Clause) async throws {
        try await clause.check(
            EncryptorContract(variant.testDescription, keyByteCount: 32) { key, sealCount in
                try variant.encryptor(key: key, sealCount: sealCount)
            })
    }

    /// GCM specification, appendix B, test cases 13 (nothing at all), 14 (one block) and 15 (no associated data).
    @Test(
        arguments: LibrarySubject.all,
        [
            ("00", "00", "", "530f8afbc74536b9a963b4f1c4cb738b"),
            (
                "00", "00", "00000000000000000000000000000000",
                "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
            ),
            (
                "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
                """
                d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
                1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255
                """,
                """
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad
                b094dac5d93471bdec1a502270e3cc6c
                """
            ),
        ])
    func `gives the specification's answers for a given nonce`(
        subject: LibrarySubject, example: (halfKey: String, nonce: String, plaintext: String, answer: String)
    ) throws {
        let (halfKey, nonce, plaintext, answer) = example
        let half = bytes(hex: halfKey)
        let key = half.count == 1 ? [UInt8](repeating: 0, count: 32) : half + half
        let iv = bytes(hex: nonce).count == 1 ? [UInt8](repeating: 0, count: 12) : bytes(hex: nonce)
        let variant = Variant(name: "given nonces", policy: .perCall, subject: subject)
        let encryptor = try variant.encryptor(key: KeyMaterial(knownBytes: key))
        let sealed = try encryptor.seal(bytes(hex: plaintext), authenticating: [], nonce: iv)
        #expect(sealed == iv + bytes(hex: answer))
        #expect(try encryptor.open(sealed) == bytes(hex: plaintext))
    }

    @Test(arguments: variants.filter { $0.policy == nil })
    func `what a provider's nonce sealed is what the default provider seals with the nonce that it wrote`(
        variant: Variant
    ) throws {
        let key = [UInt8](0..<32)
        let module = try variant.encryptor(key: KeyMaterial(knownBytes: key))
        let other = try Variant(name: "given nonces", policy: .perCall).encryptor(key: KeyMaterial(knownBytes: key))
        for count in 0..<64 {
            let plaintext = [UInt8](repeating: 9, count: count)
            let sealed = try module.seal(plaintext)
            #expect(try other.seal(plaintext, authenticating: [], nonce: Array(sealed.prefix(12))) == sealed)
        }
    }

    /// SP 800-38D §8.2.2: the nonce comes into being inside the call.
    @Test(arguments: LibrarySubject.all)
    func `before the first byte is sealed there is no nonce, and then a new one`(subject: LibrarySubject) throws {
        let cipher = try FetchedCipher("AES-256-GCM", in: subject.context.get())
        var nonces: Set<[UInt8]> = [[UInt8](repeating: 0, count: 12)]
        for _ in 0..<20 {
            let fresh = try CipherContext(cipher, key: KeyMaterial(knownBytes: [UInt8](0..<32)))
            var nonce = [UInt8](repeating: 0, count: 12)
            var early: CryptoError?
            do throws(CryptoError) { try unsafe fresh.readNonce(into: &nonce) } catch { early = error }
            #expect(early != nil)
            try sealOneByte(with: fresh)
            try unsafe fresh.readNonce(into: &nonce)
            #expect(nonces.insert(nonce).inserted)
        }
    }

    /// FIPS 140-3 IG C.H. From OpenSSL 3.4 on a module says whether it made the nonce itself.
    @Test(.fipsModule, arguments: LibrarySubject.modules)
    func `a nonce from outside is not taken for the module's`(subject: LibrarySubject) throws {
        let library = try subject.context.get()
        let cipher = try FetchedCipher("AES-256-GCM", in: library)
        let keyed = try CipherContext(cipher, key: KeyMaterial(knownBytes: [UInt8](0..<32)))
        var nonce = [UInt8](repeating: 7, count: 12)
        try unsafe keyed.start(.seal, nonce: nonce)
        try sealOneByte(with: keyed)
        var refusal: CryptoError?
        do throws(CryptoError) { try unsafe keyed.readNonce(into: &nonce) } catch { refusal = error }
        let version = try #require(library.providers.first?.version)
        let says = version.compare("3.4", options: .numeric) != .orderedAscending
        #expect((refusal != nil) == says, "module \(version)")
    }

    private func sealOneByte(with keyed: borrowing CipherContext) throws {
        let plaintext: [UInt8] = [1]
        var ciphertext: UInt8 = 0
        var tag = [UInt8](repeating: 0, count: 16)
        try unsafe plaintext.withUnsafeBufferPointer { (plaintext) throws(CryptoError) in
            try unsafe keyed.process(plaintext, into: &ciphertext)
        }
        try unsafe keyed.finishSealing(tag: &tag)
    }

    @Test func `a source without bytes seals nothing`() throws {
        let encryptor = try GCMEncryptor(
            FetchedCipher("AES-256-GCM", in: library.get()), key: KeyMaterial(knownBytes: [UInt8](0..<32)),
            nonces: .source(NonceSource { _ in false }, .perCall))
        #expect(throws: CryptoError.randomUnavailable) { _ = try encryptor.seal([1, 2, 3]) }
    }
}
