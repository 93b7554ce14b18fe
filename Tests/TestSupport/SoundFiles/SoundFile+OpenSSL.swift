// SPDX-License-Identifier: Apache-2.0
import VectorSuites

/// Sound files in OpenSSL's stanzas.
extension SoundFile {
    /// Hashes, ciphers and key wrap: GB/T 32905 annex A, RFC 4231 §4.3, draft-ribose-cfrg-sm4-10, RFC 8998, RFC 3394.
    package static let evpTest = SoundFile(
        "evpTest", .evpTest,
        text: """
            Title = one of each

            Availablein = default
            Digest = SM3
            Input = "abc"
            Output = 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0

            MAC = HMAC
            Algorithm = SHA256
            Key = "Jefe"
            Input = "what do ya want for nothing?"
            Output = 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843

            Cipher = SM4-CBC
            Key = 0123456789abcdeffedcba9876543210
            IV = 000102030405060708090a0b0c0d0e0f
            Plaintext = aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb
            Ciphertext = 78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d

            Cipher = SM4-GCM
            Key = 0123456789abcdeffedcba9876543210
            IV = 00001234567800000000abcd
            AAD = feedfacedeadbeeffeedfacedeadbeefabaddad2
            Tag = 83de3541e4c2b58177e065a9bf7b62ec
            Plaintext = aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffff\
            ffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa
            Ciphertext = 17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf9\
            3d496ac15a56834cbcf98c397b4024a2691233b8d

            Cipher = AES-256-WRAP
            Key = 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            Plaintext = 00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f
            Ciphertext = 28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21

            """)

    /// RFC 5869 §A.1, PBKDF2 of RFC 6070 with SHA-256, NIST's CAVP of KBKDF in counter mode.
    package static let evpDerivations = SoundFile(
        "evpDerivations", .evpTest,
        text: """
            KDF = HKDF
            Ctrl.mode = mode:EXTRACT_AND_EXPAND
            Ctrl.digest = digest:SHA256
            Ctrl.IKM = hexkey:0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b
            Ctrl.salt = hexsalt:000102030405060708090a0b0c
            Ctrl.info = hexinfo:f0f1f2f3f4f5f6f7f8f9
            Output = 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865

            KDF = PBKDF2
            Ctrl.pkcs5 = pkcs5:1
            Ctrl.pass = pass:password
            Ctrl.salt = salt:salt
            Ctrl.iter = iter:2
            Ctrl.digest = digest:sha256
            Output = ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43

            KDF = KBKDF
            Ctrl.mode = mode:COUNTER
            Ctrl.digest = digest:SHA256
            Ctrl.mac = mac:HMAC
            Ctrl.use-l = use-l:0
            Ctrl.use-separator = use-separator:0
            Ctrl.r = r:32
            Ctrl.hexkey = hexkey:dd1d91b7d90b2bd3138533ce92b272fbf8a369316aefe242e659cc0ae238afe0
            Ctrl.hexinfo = hexinfo:01322b96b30acd197979444e468e1c5c6859bf1b1cf951b7e725303e237e46b864a145fab25e5\
            17b08f8683d0315bb2911d80a0e8aba17f3b413faac
            Output = 10621342bfb0fd40046c0e29f2cfdbf0

            """)

    /// GM/T 0003.5-2012: a signature over e, and a ciphertext.
    package static let evpSM2 = SoundFile(
        "evpSM2", .evpTest,
        text: """
            PrivateKey = example
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQgOUUgj3shRLE/NuOK
            xtOflYiTk2koYLUaQvuB7033xbihRANCAAQJ+d8xHlQhoVDdfRYeS8XGchefrRgz
            /AdrsI/zVvNQIMzqSQziZ3WlLcbqcYzBqmAK7QX7814ISmYy9gctqa0T
            -----END PRIVATE KEY-----

            Verify = example
            Ctrl = digest:SM3
            Input = f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640
            Output = 3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3022100b1b6aa29df2\
            12fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa

            Decrypt = example
            Input = 307c022004ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73022100e858f9d81e5430\
            a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0042059983c18f809e262923c53aec295d30383b54e39d609d1\
            60afcb1908d0bd8766041321886ca989ca9c7d58087307ca93092d651efa
            Output = "encryption standard"

            """)

    /// The same signature over another e, and RFC 3394 §4.6 with its last bit flipped.
    package static let evpRefused = SoundFile(
        "evpRefused", .evpTest,
        text: """
            PrivateKey = example
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQgOUUgj3shRLE/NuOK
            xtOflYiTk2koYLUaQvuB7033xbihRANCAAQJ+d8xHlQhoVDdfRYeS8XGchefrRgz
            /AdrsI/zVvNQIMzqSQziZ3WlLcbqcYzBqmAK7QX7814ISmYy9gctqa0T
            -----END PRIVATE KEY-----

            Verify = example
            Ctrl = digest:SM3
            Input = f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28641
            Output = 3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3022100b1b6aa29df2\
            12fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa
            Result = VERIFY_ERROR

            Cipher = AES-256-WRAP
            Operation = DECRYPT
            Key = 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            Ciphertext = 28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd20
            Result = CIPHERUPDATE_ERROR

            """)
}
