// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

/// The self-tests of the edition, run in this order at every load.
///
/// Each implementation of SM4 that can run here is tested, chosen or not, and CSM4 is compared with libgcrypt: two
/// independent programs that must agree.
enum SMSelfTests {
    static func all(on modules: SMModules) -> [SelfTest] {
        let symmetric = blockTests + gcmTests(on: modules) + agreementTests(on: modules)
        let digests = digestTests(on: modules) + [derivation(on: modules)]
        let imports = ImportSelfTests.all(for: modules.offer, in: modules.libcrypto)
        let asymmetric = AsymmetricSelfTests.all(for: modules.asymmetricOffer, in: modules.libcrypto)
        let wire = WireDigestSelfTests.all(on: modules.wireDigest)
        return symmetric + digests + imports + asymmetric + wire + [randomHealth(on: modules)]
    }

    // MARK: SM4

    private static let block = [UInt8](hex: "0123456789abcdeffedcba9876543210")

    /// One block on each kernel of CSM4.
    private static var blockTests: [SelfTest] {
        VendoredSM4Kernel.supported.map { kernel in
            SelfTest(
                "SM4 block, CSM4 \(kernel.name)", reference: "GB/T 32907-2016 A.1",
                expecting: [UInt8](hex: "681edf34d206965e86b3e94f536e4246")
            ) { kernel.encryptBlock(block, key: KeyMaterial(knownBytes: block)) }
        }
    }

    /// Sealing, opening and refusing on each implementation.
    private static func gcmTests(on modules: SMModules) -> [SelfTest] {
        let vector = RFC8998Vector()
        return modules.ciphers.flatMap { cipher in
            [
                SelfTest(
                    "SM4-GCM seal, \(cipher.name)", reference: RFC8998Vector.reference, expecting: vector.sealed
                ) { () throws(CryptoError) in
                    try cipher.seal(
                        vector.plaintext.span, authenticating: vector.context.span, key: vector.key,
                        nonce: vector.nonce)
                },
                SelfTest(
                    "SM4-GCM open, \(cipher.name)", reference: RFC8998Vector.reference, expecting: vector.plaintext
                ) { () throws(CryptoError) in
                    try vector.encryptor(on: cipher, of: modules).open(vector.sealed, authenticating: vector.context)
                },
                SelfTest(
                    "SM4-GCM refusal, \(cipher.name)", reference: "NIST SP 800-38D §7.2",
                    expecting: [UInt8](repeating: 1, count: vector.alterations.count)
                ) { () throws(CryptoError) in
                    let encryptor = try vector.encryptor(on: cipher, of: modules)
                    return vector.alterations.map { vector.isRefused($0, by: encryptor) ? 1 : 0 }
                },
            ]
        }
    }

    /// Every implementation but the last against the last: libgcrypt when it has SM4, else CSM4's portable kernel.
    private static func agreementTests(on modules: SMModules) -> [SelfTest] {
        guard let judge = modules.ciphers.last else { return [] }
        let byteCounts = [0, 1, 15, 16, 17, 255, 1024, 4099]
        return modules.ciphers.dropLast().map { cipher in
            SelfTest("SM4-GCM, \(cipher.name) agrees with \(judge.name)", reference: "each other") {
                (tamper: SelfTest.Tamper) throws(CryptoError) in
                for byteCount in byteCounts {
                    let text = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ byteCount) }
                    let key = KeyMaterial(knownBytes: block)
                    let nonce = Array(block.prefix(SealedLayout.nonceByteCount))
                    let context = text.prefix(byteCount % 61)
                    let ours = try cipher.seal(text.span, authenticating: Array(context).span, key: key, nonce: nonce)
                    let theirs = try judge.seal(text.span, authenticating: Array(context).span, key: key, nonce: nonce)
                    guard tamper(ours) == theirs else { return false }
                }
                return true
            }
        }
    }

    // MARK: SM3

    private static func digestTests(on modules: SMModules) -> [SelfTest] {
        let digest = modules.digest
        let long = [UInt8]((0..<16).flatMap { _ in "abcd".utf8 })
        let repeated = [UInt8]("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
        return [
            SelfTest(
                "SM3, one block", reference: "GB/T 32905-2016 A.1",
                expecting: [UInt8](hex: "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
            ) { () throws(CryptoError) in try digest.hash([UInt8]("abc".utf8)) },
            SelfTest(
                "SM3, two blocks", reference: "GB/T 32905-2016 A.2",
                expecting: [UInt8](hex: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")
            ) { () throws(CryptoError) in try digest.hash(long) },
            SelfTest(
                "HMAC-SM3", reference: "GM/T 0042-2015 D.3",
                expecting: [UInt8](hex: "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a")
            ) { () throws(CryptoError) in
                let key = KeyMaterial(knownBytes: [UInt8](1...32))
                return try digest.makeAuthenticator(key: key).tag(of: (repeated + repeated).span)
            },
        ]
    }

    /// The derived bytes of formats.md §8: K_enc and commitment of the worked message.
    private static func derivation(on modules: SMModules) -> SelfTest {
        let context = [UInt8](
            hex: """
                48460102a0a1a2a3a4a5a6a7a8a9aaabacadaeaf00000001404142434445464748494a4b4c4d4e4f\
                255cefb4daf5d113b6ce39d0f4aa91e1d765e2f645199a23867c215d915dfce3
                """)
        let answer = [UInt8](
            hex: """
                c83ba8a2df3f09acec175afa7902152c\
                31672ce8680b4be231347786f9aca9aba6f9d363d37bfb2fe835ea6afe7de592
                """)
        return SelfTest(
            "KDF with HMAC-SM3", reference: "NIST SP 800-108r1 §4.1, docs/formats.md §8", expecting: answer
        ) { () throws(CryptoError) in
            let derivation = try modules.makeDerivation(key: KeyMaterial(knownBytes: [UInt8](0...15)))
            return try derivation.derive(.message, context: context.span, byteCount: 64).withBytes { bytes in
                (0..<16).map { bytes[$0] } + (32..<64).map { bytes[$0] }
            }
        }
    }

    // MARK: Random

    private static func randomHealth(on modules: SMModules) -> SelfTest {
        SelfTest("random generator health", reference: "NIST SP 800-90B §4.3, §4.4", expecting: [1]) {
            () throws(CryptoError) in
            let isHealthy = try RandomHealthCheck.passes { (count) throws(CryptoError) in modules.randomBytes(count) }
            return [isHealthy ? 1 : 0]
        }
    }
}

extension SM3Implementation {
    /// The digest of `message` as an array.
    fileprivate func hash(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        try [UInt8](capacity: 32) { (digest: inout OutputSpan<UInt8>) throws(CryptoError) in
            try hash(message.span, into: &digest)
        }
    }
}
