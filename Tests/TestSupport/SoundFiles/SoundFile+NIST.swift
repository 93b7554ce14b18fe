// SPDX-License-Identifier: Apache-2.0
import VectorSuites

/// Sound files in NIST's files and those in their style.
extension SoundFile {
    /// SP 800-38D: test cases 14 and 16 of the mode's specification, as a CAVP file.
    package static let cavpGCM = SoundFile(
        "cavpGCM", .cavpGCM,
        text: """
            [Keylen = 256]
            [IVlen = 96]
            [PTlen = 128]
            [AADlen = 0]
            [Taglen = 128]

            Count = 0
            Key = 0000000000000000000000000000000000000000000000000000000000000000
            IV = 000000000000000000000000
            PT = 00000000000000000000000000000000
            AAD =
            CT = cea7403d4d606b6e074ec5d3baf39d18
            Tag = d0d1c8a799996bf0265b98b5d48ab919

            [Keylen = 256]
            [IVlen = 96]
            [PTlen = 480]
            [AADlen = 160]
            [Taglen = 128]

            Count = 0
            Key = feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308
            CT = 522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b105682883\
            8c5f61e6393ba7a0abcc9f662
            AAD = feedfacedeadbeeffeedfacedeadbeefabaddad2
            IV = cafebabefacedbaddecaf888
            Tag = 76fc6ece0f4e1768cddf8853bb2d551b
            PT = d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b52\
            5b16aedf5aa0de657ba637b39

            """)

    /// Test case 14 with a forged tag.
    package static let cavpGCMRefused = SoundFile(
        "cavpGCMRefused", .cavpGCM,
        text: """
            [Keylen = 256]
            [IVlen = 96]
            [PTlen = 128]
            [AADlen = 0]
            [Taglen = 128]

            Count = 0
            Key = 0000000000000000000000000000000000000000000000000000000000000000
            IV = 000000000000000000000000
            CT = cea7403d4d606b6e074ec5d3baf39d18
            AAD =
            Tag = d0d1c8a799996bf0265b98b5d48ab918
            FAIL

            """)

    /// RFC 3394 §4.6.
    package static let keyWrap = SoundFile(
        "keyWrap", .keyWrap,
        text: """
            # 'NIST SP 800-38F KW-AE with AES-256 cipher function' information for one
            [PLAINTEXT LENGTH = 256]

            COUNT = 0
            K = 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            P = 00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f
            C = 28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21

            """)

    /// RFC 5649 §6, unwrapping.
    package static let paddedKeyWrap = SoundFile(
        "paddedKeyWrap", .keyWrap,
        text: """
            # 'NIST SP 800-38F KWP-AD with AES-192 cipher function' information for one
            [PLAINTEXT LENGTH = 160]

            COUNT = 0
            K = 5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8
            C = 138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a
            P = c37b7e6492584340bed12207808941155068f738

            """)

    /// RFC 3394 §4.6 with its last bit flipped.
    package static let keyWrapRefused = SoundFile(
        "keyWrapRefused", .keyWrap,
        text: """
            # 'NIST SP 800-38F KW-AD with AES-256 cipher function' information for one
            [PLAINTEXT LENGTH = 256]

            COUNT = 0
            K = 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            C = 28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd20
            FAIL

            """)

    /// GB/T 32905-2016 annex A, example 1.
    package static let sm3Text = SoundFile(
        "sm3Text", .nistText,
        text: """
            # SM3
            Len = 24
            Msg = 616263
            MD = 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0

            """)

    /// RFC 4231 §4.3.
    package static let hmacText = SoundFile(
        "hmacText", .nistText,
        text: """
            # Test Cases for HMAC-SHA256
            Len = 224
            Key = 4a656665
            Msg = 7768617420646f2079612077616e7420666f72206e6f7468696e673f
            MD = 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843

            """)

    /// RFC 5869 §A.1.
    package static let hkdfText = SoundFile(
        "hkdfText", .nistText,
        text: """
            COUNT = 1

            Hash = SHA-256
            IKM = 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b
            salt = 000102030405060708090a0b0c
            info = f0f1f2f3f4f5f6f7f8f9
            L = 42
            PRK = 077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5
            OKM = 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865

            """)

    /// draft-ribose-cfrg-sm4-10 §A.2.2.1.
    package static let sm4CBCText = SoundFile(
        "sm4CBCText", .nistText,
        text: """
            # SM4 CBC
            [ENCRYPT]

            COUNT = 0
            KEY = 0123456789abcdeffedcba9876543210
            PLAINTEXT = aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb
            IV = 000102030405060708090a0b0c0d0e0f
            CIPHERTEXT = 78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d

            """)

    /// RFC 8998 §A.1.
    package static let sm4GCMText = SoundFile(
        "sm4GCMText", .nistText,
        text: """
            # SM4 GCM
            COUNT = 1
            KEY = 0123456789abcdeffedcba9876543210
            IV = 00001234567800000000abcd
            AAD = feedfacedeadbeeffeedfacedeadbeefabaddad2
            TAG = 83de3541e4c2b58177e065a9bf7b62ec
            PLAINTEXT = aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffff\
            ffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa
            CIPHERTEXT = 17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf9\
            3d496ac15a56834cbcf98c397b4024a2691233b8d

            """)
}
