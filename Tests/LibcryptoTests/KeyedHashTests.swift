// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct KeyedHashTests {
    /// A hash in a library that offers it: SM3 is no approved algorithm.
    struct Hash: Sendable, CustomTestStringConvertible {
        let name: String
        let subject: LibrarySubject

        var testDescription: String { "\(name), \(subject.testDescription)" }

        func authenticator(key: [UInt8]) throws -> HMACAuthenticator {
            try HMACAuthenticator(
                FetchedMAC("HMAC", in: subject.context.get()), digest: name, key: KeyMaterial(knownBytes: key))
        }

        func kbkdf(key: [UInt8]) throws -> KBKDFDerivation {
            KBKDFDerivation(
                try FetchedKDF("KBKDF", in: subject.context.get()), digest: name, key: KeyMaterial(knownBytes: key),
                edition: .fips)
        }
    }

    static let sha256 = LibrarySubject.all.map { Hash(name: "SHA2-256", subject: $0) }
    static let hashes = sha256 + [Hash(name: "SM3", subject: .defaultProvider)]

    /// FIPS 180-4 and GB/T 32905-2016, appendix A.1.
    @Test(arguments: hashes)
    func `hashes abc as the standards do`(algorithm: Hash) throws {
        let answer = [
            "SHA2-256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "SM3": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        ][algorithm.name]
        let digest = try FetchedDigest(algorithm.name, in: algorithm.subject.context.get())
        let message = [UInt8]("abc".utf8)
        let hash = try [UInt8](capacity: 32) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
            try digest.hash(message.span, into: &output)
        }
        #expect(hex(hash) == answer)
        #expect(throws: CryptoError.bufferTooSmall(needed: 32)) {
            _ = try [UInt8](capacity: 31) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
                try digest.hash(message.span, into: &output)
            }
        }
    }

    @Test func `an unknown algorithm names the failed call and the library's reason`() {
        let failure = BackendFailure(call: "EVP_MD_fetch", codes: ["digital envelope routines: unsupported"])
        #expect(throws: CryptoError.backend(failure)) { _ = try FetchedDigest("SHA-0", in: library.get()) }
    }

    /// RFC 4231 §4.2 to §4.4 and §4.7.
    @Test(
        arguments: sha256,
        [
            (
                [UInt8](repeating: 0x0b, count: 20), [UInt8]("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                [UInt8]("Jefe".utf8), [UInt8]("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                [UInt8](repeating: 0xaa, count: 131),
                [UInt8]("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ])
    func `HMAC-SHA-256 gives RFC 4231's tags, again and again`(
        algorithm: Hash, example: (key: [UInt8], message: [UInt8], answer: String)
    ) throws {
        let authenticator = try algorithm.authenticator(key: example.key)
        for _ in 0..<3 { #expect(hex(try authenticator.tag(of: example.message.span)) == example.answer) }
    }

    @Test(arguments: hashes)
    func `KBKDF and counter mode over HMAC derive the same bytes (SP 800-108r1 §4.1)`(algorithm: Hash) throws {
        let key = [UInt8](0..<32)
        let ours = CounterModeDerivation(authenticator: try algorithm.authenticator(key: key), edition: .fips)
        let theirs = try algorithm.kbkdf(key: key)
        for byteCount in [1, 8, 31, 32, 33, 64, 65, 1000] {
            let input = [UInt8](repeating: 0xA5, count: byteCount % 37)
            for purpose in DerivationPurpose.allCases {
                let left = try ours.derive(purpose, context: input.span, byteCount: byteCount).exposed()
                let right = try theirs.derive(purpose, context: input.span, byteCount: byteCount).exposed()
                #expect(left == right, "\(purpose), \(byteCount) bytes")
            }
        }
    }

    /// Contexts are kept between derivations: nothing of one may show in the next, also when it has no context at all.
    @Test(arguments: hashes)
    func `KBKDF and counter mode agree on 2,000 random inputs in a row under one key`(algorithm: Hash) throws {
        var generator = SeededGenerator(seed: 108)
        let key = generator.bytes(32)
        let ours = CounterModeDerivation(authenticator: try algorithm.authenticator(key: key), edition: .fips)
        let theirs = try algorithm.kbkdf(key: key)
        for round in 0..<2_000 {
            let context = generator.bytes(round % 5 == 0 ? 0 : Int.random(in: 1...150, using: &generator))
            let byteCount = Int.random(in: 1...130, using: &generator)
            let purpose = try #require(DerivationPurpose.allCases.randomElement(using: &generator))
            let left = try ours.derive(purpose, context: context.span, byteCount: byteCount).exposed()
            let right = try theirs.derive(purpose, context: context.span, byteCount: byteCount).exposed()
            #expect(left == right, "round \(round), \(purpose), context of \(context.count), \(byteCount) bytes")
        }
    }

    @Test(arguments: sha256)
    func `one keyed value serves many threads at once`(algorithm: Hash) async throws {
        let key = [UInt8](0..<32)
        let authenticator = try algorithm.authenticator(key: key)
        let derivations: [any KeyDerivation] = [
            CounterModeDerivation(authenticator: authenticator, edition: .fips), try algorithm.kbkdf(key: key),
        ]
        let contexts = (0..<8).map { [UInt8](repeating: $0, count: 72) }
        let expected = try contexts.map {
            try derivations[0].derive(.message, context: $0.span, byteCount: 64).exposed()
        }
        for derivation in derivations {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for (context, answer) in zip(contexts, expected) {
                    group.addTask {
                        for _ in 0..<200 {
                            let derived = try derivation.derive(.message, context: context.span, byteCount: 64)
                            guard derived.exposed() == answer else { return false }
                        }
                        return true
                    }
                }
                for try await isEqual in group { #expect(isEqual) }
            }
        }
    }

    @Test(arguments: sha256, [0, -1, 1 << 29, .min, .max])
    func `both derivations refuse lengths that the KDF's 32 bits cannot state`(
        algorithm: Hash, byteCount: Int
    ) throws {
        let key = [UInt8](0..<32)
        let derivations: [any KeyDerivation] = [
            CounterModeDerivation(authenticator: try algorithm.authenticator(key: key), edition: .fips),
            try algorithm.kbkdf(key: key),
        ]
        let nothing: [UInt8] = []
        for derivation in derivations {
            #expect(throws: CryptoError.tooLong(limit: (1 << 29) - 1)) {
                _ = try derivation.derive(.message, context: nothing.span, byteCount: byteCount)
            }
        }
    }
}
