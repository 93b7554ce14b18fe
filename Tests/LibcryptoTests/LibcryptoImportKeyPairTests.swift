// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct LibcryptoImportKeyPairTests {
    static let everything = ImportOffer(edition: .smCrypto, algorithms: WrappingAlgorithm.allCases)
    static let rsa = pair(.rsa2048)
    static let sm2 = pair(.sm2)
    let context: LibraryContext

    init() throws { context = try library.get() }

    static func pair(_ spec: WrappingKeySpec) -> Result<LibcryptoImportKeyPair, any Error> {
        Result { try LibcryptoImportKeyPair(generating: spec, for: everything, in: library.get()) }
    }

    static func pair(for algorithm: WrappingAlgorithm) throws -> LibcryptoImportKeyPair {
        try algorithm.keySpec == .sm2 ? sm2.get() : rsa.get()
    }

    func wrap(_ key: [UInt8], for pair: LibcryptoImportKeyPair, _ algorithm: WrappingAlgorithm) throws -> [UInt8] {
        let publicKey = pair.publicKeyDER
        return try LibcryptoImportKeyPair.wrap(
            KeyMaterial(knownBytes: key), publicKeyDER: publicKey.span, algorithm: algorithm, for: Self.everything,
            in: context)
    }

    @Test(arguments: WrappingAlgorithm.allCases, [16, 32])
    func `what is wrapped unwraps, also by the pair that was stored`(algorithm: WrappingAlgorithm, count: Int) throws {
        let pair = try Self.pair(for: algorithm)
        let stored = try LibcryptoImportKeyPair(
            algorithm.keySpec, privateKey: pair.privateKey(), for: Self.everything, in: context)
        #expect(stored.publicKeyDER == pair.publicKeyDER)
        let key = (0..<count).map { UInt8($0 + 1) }
        let wrapped = try wrap(key, for: pair, algorithm)
        #expect(try stored.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: count).exposed() == key)
    }

    @Test(arguments: [
        (WrappingAlgorithm.rsaesOAEPSHA1, "rsa_padding_mode:oaep rsa_oaep_md:sha1 rsa_mgf1_md:sha1"),
        (.rsaesOAEPSHA256, "rsa_padding_mode:oaep rsa_oaep_md:sha256 rsa_mgf1_md:sha256"),
        (.rsaesPKCS1v15, "rsa_padding_mode:pkcs1"), (.sm2PKE, ""),
    ])
    func `agrees with the openssl command in both directions`(algorithm: WrappingAlgorithm, options: String) throws {
        let pair = try Self.pair(for: algorithm)
        let openssl = try OpenSSLCommand()
        let key = [UInt8](0..<16)
        try openssl.write(pair.publicKeyDER, to: "public.der")
        try openssl.write(pair.privateKey().exposed(), to: "private.der")
        try openssl.write(key, to: "key")
        try openssl.write(wrap(key, for: pair, algorithm), to: "ours")
        let padding = options.split(separator: " ").map { " -pkeyopt \($0)" }.joined()
        #expect(
            try openssl.run("pkeyutl -encrypt -pubin -keyform DER -inkey public.der -in key -out theirs\(padding)") == 0
        )
        #expect(
            try openssl.run("pkeyutl -decrypt -keyform DER -inkey private.der -in ours -out opened\(padding)") == 0)
        let theirs = try openssl.read("theirs")
        #expect(try pair.unwrap(theirs.span, algorithm: algorithm, keyByteCount: 16).exposed() == key)
        #expect(try openssl.read("opened") == key)
    }

    @Test(arguments: WrappingAlgorithm.allCases)
    func `damage, emptiness and another length are refused`(algorithm: WrappingAlgorithm) throws {
        let pair = try Self.pair(for: algorithm)
        let wrapped = try wrap([UInt8](0..<16), for: pair, algorithm)
        var damaged: [[UInt8]] = [[], [0], Array(wrapped.dropLast()), wrapped + [0], [0] + wrapped]
        for index in stride(from: 0, to: wrapped.count, by: 17) {
            damaged.append(wrapped)
            damaged[damaged.count - 1][index] ^= 0x10
        }
        for bytes in damaged {
            #expect(throws: CryptoError.unwrapFailed) {
                _ = try pair.unwrap(bytes.span, algorithm: algorithm, keyByteCount: 16)
            }
        }
        let expected: CryptoError =
            algorithm == .rsaesPKCS1v15 ? .unwrapFailed : .wrongKeyLength(expected: 32, actual: 16)
        #expect(throws: expected) { _ = try pair.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: 32) }
    }

    /// RFC 8017 §7.1.2, step 1 b, and §7.2.2, step 1: a ciphertext has as many bytes as the modulus.
    @Test(arguments: [WrappingAlgorithm.rsaesOAEPSHA256, .rsaesPKCS1v15])
    func `an RSA ciphertext without its leading zero is refused`(algorithm: WrappingAlgorithm) throws {
        let pair = try Self.rsa.get()
        var wrapped: [UInt8] = []
        repeat { wrapped = try wrap([UInt8](0..<16), for: pair, algorithm) } while wrapped.first != 0
        #expect(try pair.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: 16).exposed() == [UInt8](0..<16))
        let shorter = Array(wrapped.dropFirst())
        #expect(throws: CryptoError.unwrapFailed) {
            _ = try pair.unwrap(shorter.span, algorithm: algorithm, keyByteCount: 16)
        }
    }

    /// RFC 8017 §7.2.2, step 3: one answer for whatever is wrong with the block.
    @Test func `every wrong PKCS 1 v1.5 block looks alike`() throws {
        let pair = try Self.rsa.get()
        let key = [UInt8](1...16)
        let right = [0, 2] + [UInt8](repeating: 0x5A, count: 256 - 19) + [0] + key
        func changed(_ index: Int, to byte: UInt8) -> [UInt8] {
            var block = right
            block[index] = byte
            return block
        }
        let openssl = try OpenSSLCommand()
        try openssl.write(pair.publicKeyDER, to: "public.der")
        func encrypted(_ block: [UInt8]) throws -> [UInt8] {
            try openssl.write(block, to: "block")
            let command = "pkeyutl -encrypt -pubin -keyform DER -inkey public.der -in block -out out"
            try #require(try openssl.run(command + " -pkeyopt rsa_padding_mode:none") == 0)
            return try openssl.read("out")
        }
        let accepted = try encrypted(right)
        #expect(try pair.unwrap(accepted.span, algorithm: .rsaesPKCS1v15, keyByteCount: 16).exposed() == key)
        let wrong = [
            changed(0, to: 1), changed(1, to: 1), changed(1, to: 0), changed(2, to: 0), changed(9, to: 0),
            changed(100, to: 0), changed(239, to: 1),
        ]
        for block in wrong {
            let bytes = try encrypted(block)
            #expect(throws: CryptoError.unwrapFailed) {
                _ = try pair.unwrap(bytes.span, algorithm: .rsaesPKCS1v15, keyByteCount: 16)
            }
        }
    }

    @Test func `an algorithm that is not on offer, or of another pair, is named`() throws {
        let offer = ImportOffer(edition: .fips, algorithms: [.rsaesOAEPSHA256])
        #expect(throws: CryptoError.unsupportedAlgorithm(name: "EC_SM2", edition: .fips)) {
            _ = try LibcryptoImportKeyPair(generating: .sm2, for: offer, in: context)
        }
        let pair = try LibcryptoImportKeyPair(
            .rsa2048, privateKey: Self.rsa.get().privateKey(), for: offer, in: context)
        let bytes = [UInt8](repeating: 1, count: 256)
        for algorithm in WrappingAlgorithm.allCases where algorithm != .rsaesOAEPSHA256 {
            #expect(throws: CryptoError.unsupportedAlgorithm(name: algorithm.rawValue, edition: .fips)) {
                _ = try pair.unwrap(bytes.span, algorithm: algorithm, keyByteCount: 32)
            }
        }
    }
}
