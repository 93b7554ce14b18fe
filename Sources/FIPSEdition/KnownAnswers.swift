// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Inputs and answers of the self-tests, each from its standard.
enum KnownAnswers {
    /// AES-256-GCM with a 96-bit IV and associated data: "The Galois/Counter Mode of Operation (GCM)", appendix B, test
    /// case 16, the submission that SP 800-38D standardises.
    enum GCM {
        static let key = [UInt8](hex: "feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308")
        static let nonce = [UInt8](hex: "cafebabefacedbaddecaf888")
        static let context = [UInt8](hex: "feedfacedeadbeeffeedfacedeadbeefabaddad2")
        static let plaintext = [UInt8](
            hex: """
                d9313225f88406e5a55909c5aff5269a 86a7a9531534f7da2e4c303d8a318a72
                1c3c0c95956809532fcf0e2449a6b525 b16aedf5aa0de657ba637b39
                """)
        static let ciphertextAndTag = [UInt8](
            hex: """
                522dc1f099567d07f47f37a32a84427d 643a8cdcbfe5c0c97598a2bd2555d1aa
                8cb08e48590dbb3da7b08b1056828838 c5f61e6393ba7a0abcc9f662
                76fc6ece0f4e1768cddf8853bb2d551b
                """)
    }

    /// SHA-256 of `abc`: FIPS 180-4's example (NIST CSRC, "SHA256").
    enum SHA256 {
        static let message = Array("abc".utf8)
        static let digest = [UInt8](hex: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    /// HMAC-SHA-256: RFC 4231 §4.2, test case 1; its key has the 14 bytes that a module demands.
    enum HMAC {
        static let key = [UInt8](repeating: 0x0b, count: 20)
        static let message = Array("Hi There".utf8)
        static let tag = [UInt8](hex: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    }

    /// SP 800-108r1 §4.1 as hufu uses it: K_enc and commitment of the worked message (docs/formats.md, worked examples).
    enum Derivation {
        static let key = (0..<32).map { UInt8($0) }
        static let context = [UInt8](
            hex: """
                48460101 a0a1a2a3a4a5a6a7a8a9aaabacadaeaf 00000001 404142434445464748494a4b4c4d4e4f
                bbf85024bb7f86a9f8560a6870fcdb62da64d1de14df607a1b7cb0bd5cff5345
                """)
        static let output = [UInt8](
            hex: """
                e0c217a5e162e669192f4e7371cef9b8026448db9be0c90494ab1ef100cf3351
                d052caee4c1d4c162ab00cbb2bd6ca8dade4b0bdab6c1bfee71ba6b485156f35
                """)
    }
}
