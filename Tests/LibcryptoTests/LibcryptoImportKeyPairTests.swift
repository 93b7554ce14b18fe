// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct LibcryptoImportKeyPairTests {
    static let everything = ImportOffer(edition: .smCrypto, algorithms: WrappingAlgorithm.allCases)

    /// An algorithm with a pair of a library that offers it. The pair is made once in the process.
    struct Wrapping: Sendable, CustomTestStringConvertible {
        let subject: LibrarySubject
        let algorithm: WrappingAlgorithm
        let madePair: Result<LibcryptoImportKeyPair, any Error>

        var testDescription: String { "\(algorithm.rawValue), \(subject.testDescription)" }

        func pair() throws -> LibcryptoImportKeyPair { try madePair.get() }

        func wrap(_ key: [UInt8]) throws -> [UInt8] {
            let publicKey = try pair().publicKeyDER
            return try LibcryptoImportKeyPair.wrap(
                KeyMaterial(knownBytes: key), publicKeyDER: publicKey.span, algorithm: algorithm, for: everything,
                in: subject.context.get())
        }
    }

    static let wrappings = LibrarySubject.all.flatMap { subject in
        subject.wrappingKeySpecs.flatMap { spec in
            let pair = Result {
                try LibcryptoImportKeyPair(generating: spec, for: everything, in: subject.context.get())
            }
            return WrappingAlgorithm.allCases.filter { $0.keySpec == spec }.map {
                Wrapping(subject: subject, algorithm: $0, madePair: pair)
            }
        }
    }

    @Test(arguments: wrappings, [16, 32])
    func `what is wrapped unwraps, also by the pair that was stored`(wrapping: Wrapping, count: Int) throws {
        let (pair, algorithm) = (try wrapping.pair(), wrapping.algorithm)
        let stored = try LibcryptoImportKeyPair(
            algorithm.keySpec, privateKey: pair.privateKey(), for: Self.everything, in: wrapping.subject.context.get())
        #expect(stored.publicKeyDER == pair.publicKeyDER)
        let key = (0..<count).map { UInt8($0 + 1) }
        let wrapped = try wrapping.wrap(key)
        #expect(try stored.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: count).exposed() == key)
    }

    @Test(arguments: wrappings)
    func `agrees with the openssl command in both directions`(wrapping: Wrapping) throws {
        let (pair, algorithm) = (try wrapping.pair(), wrapping.algorithm)
        let options =
            switch algorithm {
            case .rsaesOAEPSHA1: "rsa_padding_mode:oaep rsa_oaep_md:sha1 rsa_mgf1_md:sha1"
            case .rsaesOAEPSHA256: "rsa_padding_mode:oaep rsa_oaep_md:sha256 rsa_mgf1_md:sha256"
            case .rsaesPKCS1v15: "rsa_padding_mode:pkcs1"
            case .sm2PKE: ""
            }
        let openssl = try OpenSSLCommand()
        let key = [UInt8](0..<16)
        try openssl.write(pair.publicKeyDER, to: "public.der")
        try openssl.write(pair.privateKey().exposed(), to: "private.der")
        try openssl.write(key, to: "key")
        try openssl.write(wrapping.wrap(key), to: "ours")
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

    @Test(arguments: wrappings)
    func `damage, emptiness and another length are refused`(wrapping: Wrapping) throws {
        let (pair, algorithm) = (try wrapping.pair(), wrapping.algorithm)
        let wrapped = try wrapping.wrap([UInt8](0..<16))
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
    @Test(arguments: wrappings.filter { [.rsaesOAEPSHA256, .rsaesPKCS1v15].contains($0.algorithm) })
    func `an RSA ciphertext without its leading zero is refused`(wrapping: Wrapping) throws {
        let (pair, algorithm) = (try wrapping.pair(), wrapping.algorithm)
        var wrapped: [UInt8] = []
        repeat { wrapped = try wrapping.wrap([UInt8](0..<16)) } while wrapped.first != 0
        #expect(try pair.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: 16).exposed() == [UInt8](0..<16))
        let shorter = Array(wrapped.dropFirst())
        #expect(throws: CryptoError.unwrapFailed) {
            _ = try pair.unwrap(shorter.span, algorithm: algorithm, keyByteCount: 16)
        }
    }

    /// RFC 8017 §7.2.2, step 3: one answer for whatever is wrong with the block.
    @Test(arguments: wrappings.filter { $0.algorithm == .rsaesPKCS1v15 })
    func `every wrong PKCS 1 v1.5 block looks alike`(wrapping: Wrapping) throws {
        let pair = try wrapping.pair()
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

    @Test(arguments: wrappings.filter { $0.algorithm == .rsaesOAEPSHA256 })
    func `an algorithm that is not on offer, or of another pair, is named`(wrapping: Wrapping) throws {
        let context = try wrapping.subject.context.get()
        let offer = ImportOffer(edition: .fips, algorithms: [.rsaesOAEPSHA256])
        #expect(throws: CryptoError.unsupportedAlgorithm(name: "EC_SM2", edition: .fips)) {
            _ = try LibcryptoImportKeyPair(generating: .sm2, for: offer, in: context)
        }
        let pair = try LibcryptoImportKeyPair(
            .rsa2048, privateKey: wrapping.pair().privateKey(), for: offer, in: context)
        let bytes = [UInt8](repeating: 1, count: 256)
        for algorithm in WrappingAlgorithm.allCases where algorithm != .rsaesOAEPSHA256 {
            #expect(throws: CryptoError.unsupportedAlgorithm(name: algorithm.rawValue, edition: .fips)) {
                _ = try pair.unwrap(bytes.span, algorithm: algorithm, keyByteCount: 32)
            }
        }
    }
}
