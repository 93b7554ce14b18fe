// SPDX-License-Identifier: Apache-2.0
import VectorSuites

/// Sound files in Botan's form.
extension SoundFile {
    /// RFC 8998, draft-ribose-cfrg-sm4-10 §A.2.2 and §A.2.5, GB/T 32905 annex A, RFC 4231 §4.3, RFC 5869 §A.1.
    package static let botan = SoundFile(
        "botan", .botan,
        text: """
            #test cpuid sse2
            [SM4/GCM]
            Key = 0123456789abcdeffedcba9876543210
            Nonce = 00001234567800000000abcd
            AD = feedfacedeadbeeffeedfacedeadbeefabaddad2
            In = aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeefffffffffffffff\
            feeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa
            Out = 17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac\
            15a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec

            [SM4/CBC/NoPadding]
            Key = 0123456789abcdeffedcba9876543210
            Nonce = 000102030405060708090a0b0c0d0e0f
            In = aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb
            Out = 78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d

            [CTR-BE(SM4)]
            Key = 0123456789abcdeffedcba9876543210
            Nonce = 000102030405060708090a0b0c0d0e0f
            In = aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbcccccccc
            Out = ac3236cb970cc20791364c395a1342d1a3cbc187

            [SM3]
            In = 616263
            Out = 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0

            [HMAC(SHA-256)]
            Key = 4a656665
            In = 7768617420646f2079612077616e7420666f72206e6f7468696e673f
            Out = 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843

            [HKDF(HMAC(SHA-256))]
            Secret = 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b
            Salt = 000102030405060708090a0b0c
            Label = f0f1f2f3f4f5f6f7f8f9
            Output = 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865

            """)
}
