// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import FIPSEdition
import TestSupport
import Testing
import VectorSuites

/// Examples of the standards, typed in: they run where no folder of vectors is.
@Suite struct FIPSExampleTests {
    /// "The Galois/Counter Mode of Operation (GCM)", appendix B, the cases with a 256-bit key and a 96-bit IV.
    static let gcm = [
        VectorCase.gcmExample(
            id: "GCM test case 13", isSM4: false,
            key: bytes(hex: "00000000000000000000000000000000 00000000000000000000000000000000"),
            nonce: bytes(hex: "000000000000000000000000"), context: [], plaintext: [], ciphertext: [],
            tag: bytes(hex: "530f8afbc74536b9a963b4f1c4cb738b")),
        VectorCase.gcmExample(
            id: "GCM test case 14", isSM4: false,
            key: bytes(hex: "00000000000000000000000000000000 00000000000000000000000000000000"),
            nonce: bytes(hex: "000000000000000000000000"), context: [],
            plaintext: bytes(hex: "00000000000000000000000000000000"),
            ciphertext: bytes(hex: "cea7403d4d606b6e074ec5d3baf39d18"),
            tag: bytes(hex: "d0d1c8a799996bf0265b98b5d48ab919")),
        VectorCase.gcmExample(
            id: "GCM test case 15", isSM4: false,
            key: bytes(hex: "feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308"),
            nonce: bytes(hex: "cafebabefacedbaddecaf888"), context: [],
            plaintext: bytes(
                hex: """
                    d9313225f88406e5a55909c5aff5269a 86a7a9531534f7da2e4c303d8a318a72
                    1c3c0c95956809532fcf0e2449a6b525 b16aedf5aa0de657ba637b391aafd255
                    """),
            ciphertext: bytes(
                hex: """
                    522dc1f099567d07f47f37a32a84427d 643a8cdcbfe5c0c97598a2bd2555d1aa
                    8cb08e48590dbb3da7b08b1056828838 c5f61e6393ba7a0abcc9f662898015ad
                    """),
            tag: bytes(hex: "b094dac5d93471bdec1a502270e3cc6c")),
        VectorCase.gcmExample(
            id: "GCM test case 16", isSM4: false,
            key: bytes(hex: "feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308"),
            nonce: bytes(hex: "cafebabefacedbaddecaf888"),
            context: bytes(hex: "feedfacedeadbeeffeedfacedeadbeefabaddad2"),
            plaintext: bytes(
                hex: """
                    d9313225f88406e5a55909c5aff5269a 86a7a9531534f7da2e4c303d8a318a72
                    1c3c0c95956809532fcf0e2449a6b525 b16aedf5aa0de657ba637b39
                    """),
            ciphertext: bytes(
                hex: """
                    522dc1f099567d07f47f37a32a84427d 643a8cdcbfe5c0c97598a2bd2555d1aa
                    8cb08e48590dbb3da7b08b1056828838 c5f61e6393ba7a0abcc9f662
                    """),
            tag: bytes(hex: "76fc6ece0f4e1768cddf8853bb2d551b")),
    ]

    @Test(arguments: FIPSSubject.all)
    func `AES-256-GCM: test cases 13 to 16 of the GCM specification (NIST SP 800-38D)`(
        subject: FIPSSubject
    ) async throws {
        await ExampleRun.check(Self.gcm, on: try subject.load())
    }

    /// RFC 4231, test cases 1, 3, 4, 5 (cut to 128 bits); the keys of cases 2, 6 and 7 are shorter than 16 or longer
    /// than 64 bytes.
    @Test(arguments: FIPSSubject.all) func `HMAC-SHA-256: RFC 4231 §4`(subject: FIPSSubject) async throws {
        let examples = [
            example(
                "RFC 4231 test case 1", key: [UInt8](repeating: 0x0b, count: 20), message: Array("Hi There".utf8),
                tag: bytes(hex: "b0344c61d8db38535ca8afceaf0bf12b 881dc200c9833da726e9376c2e32cff7")),
            example(
                "RFC 4231 test case 2", key: Array("Jefe".utf8),
                message: Array("what do ya want for nothing?".utf8),
                tag: bytes(hex: "5bdcc146bf60754e6a042426089575c7 5a003f089d2739839dec58b964ec3843")),
            example(
                "RFC 4231 test case 3", key: [UInt8](repeating: 0xaa, count: 20),
                message: [UInt8](repeating: 0xdd, count: 50),
                tag: bytes(hex: "773ea91e36800e46854db8ebd09181a7 2959098b3ef8c122d9635514ced565fe")),
            example(
                "RFC 4231 test case 4", key: [UInt8](1...25), message: [UInt8](repeating: 0xcd, count: 50),
                tag: bytes(hex: "82558a389a443c0ea4cc819899f2083a 85f0faa3e578f8077a2e3ff46729665b")),
            example(
                "RFC 4231 test case 5", key: [UInt8](repeating: 0x0c, count: 20),
                message: Array("Test With Truncation".utf8), tag: bytes(hex: "a3b6167473100ee06e0c796c2955552b")),
        ]
        await ExampleRun.check(examples, on: try subject.load(), productCount: 4)
    }

    private func example(_ id: String, key: [UInt8], message: [UInt8], tag: [UInt8]) -> VectorCase {
        VectorCase(id: id, line: 0, .authenticate(.sha256, key: key, message: message), gives: .beginning(tag))
    }

    @Test(arguments: FIPSSubject.all)
    func `KDF: counter mode over label, zero, context and length (SP 800-108r1 §4.1)`(subject: FIPSSubject) throws {
        try CounterModeReference.check(subject.load())
    }
}
