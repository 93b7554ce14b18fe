// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import SMEdition
import TestSupport
import Testing
import VectorSuites

/// Examples of the standards, typed in: they run where no folder of vectors is, on every implementation.
@Suite struct SMExampleTests {
    static let gcm = [
        VectorCase.gcmExample(
            id: "RFC 8998 A.1", isSM4: true, key: bytes(hex: "0123456789abcdeffedcba9876543210"),
            nonce: bytes(hex: "00001234567800000000abcd"),
            context: bytes(hex: "feedfacedeadbeeffeedfacedeadbeefabaddad2"),
            plaintext: bytes(
                hex: """
                    aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb ccccccccccccccccdddddddddddddddd
                    eeeeeeeeeeeeeeeeffffffffffffffff eeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa
                    """),
            ciphertext: bytes(
                hex: """
                    17f399f08c67d5ee19d0dc9969c4bb7d 5fd46fd3756489069157b282bb200735
                    d82710ca5c22f0ccfa7cbf93d496ac15 a56834cbcf98c397b4024a2691233b8d
                    """),
            tag: bytes(hex: "83de3541e4c2b58177e065a9bf7b62ec")),
        VectorCase.gcmExample(
            id: "GB/T 36624-2018 C.5, empty", isSM4: true, key: bytes(hex: "00000000000000000000000000000000"),
            nonce: bytes(hex: "000000000000000000000000"), context: [], plaintext: [], ciphertext: [],
            tag: bytes(hex: "232f0cfe308b49ea6fc88229b5dc858d")),
        VectorCase.gcmExample(
            id: "GB/T 36624-2018 C.5, one block", isSM4: true, key: bytes(hex: "00000000000000000000000000000000"),
            nonce: bytes(hex: "000000000000000000000000"), context: [],
            plaintext: bytes(hex: "00000000000000000000000000000000"),
            ciphertext: bytes(hex: "7de2aa7f1110188218063be1bfeb6d89"),
            tag: bytes(hex: "b851b5f39493752be508f1bb4482c557")),
    ]

    @Test(arguments: SMSubject.all)
    func `SM4-GCM: RFC 8998 A.1 and GB/T 36624-2018 C.5`(subject: SMSubject) async throws {
        await ExampleRun.check(Self.gcm, on: try subject.load())
    }

    @Test(arguments: SMSubject.all) func `SM4: GB/T 32907-2016 example 1`(subject: SMSubject) throws {
        let key = bytes(hex: "0123456789abcdeffedcba9876543210")
        let ciphertext = try subject.blockCipher(key: key)(key)
        #expect(ciphertext == bytes(hex: "681edf34d206965e86b3e94f536e4246"))
    }

    @Test(.enabled(if: SMSubject.isLong, "set HUFU_LONG=1"), arguments: SMSubject.all)
    func `SM4: GB/T 32907-2016 example 2, 1,000,000 encryptions`(subject: SMSubject) throws {
        var block = bytes(hex: "0123456789abcdeffedcba9876543210")
        let encrypt = try subject.blockCipher(key: block)
        for _ in 0..<1_000_000 { block = try encrypt(block) }
        #expect(block == bytes(hex: "595298c7c6fd271f0402f804c33d3f66"))
    }

    @Test(arguments: SMSubject.all) func `HMAC-SM3: GM/T 0042-2015 D.3`(subject: SMSubject) async throws {
        let text = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
        let tag = bytes(hex: "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a")
        let example = VectorCase(
            id: "GM/T 0042-2015 D.3", line: 0, .authenticate(.sm3, key: [UInt8](1...32), message: text + text),
            gives: .answer(tag))
        await ExampleRun.check([example], on: try subject.load())
    }

    @Test func `SM2 decryption: GM/T 0003.5-2012 C.2, C1C3C2 and DER`() async throws {
        let key = bytes(
            hex: """
                308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420
                3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8 a14403420004
                09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020
                ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13
                """)
        let raw = bytes(
            hex: """
                04 04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73
                e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0
                59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766
                21886ca989ca9c7d58087307ca93092d651efa
                """)
        let der = bytes(
            hex: """
                307c 0220 04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73
                0221 00e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0
                0420 59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766
                0413 21886ca989ca9c7d58087307ca93092d651efa
                """)
        let examples = [("C1C3C2", raw), ("DER", der)].map { form, ciphertext in
            VectorCase(
                id: form, line: 0, .sm2Decrypt(privateKey: key, ciphertext: ciphertext),
                gives: .answer(Array("encryption standard".utf8)))
        }
        await ExampleRun.check(examples, on: try SMEdition())
    }

    @Test(arguments: SMSubject.all)
    func `KDF: counter mode over label, zero, context and length (SP 800-108r1 §4.1)`(subject: SMSubject) throws {
        try CounterModeReference.check(subject.load())
    }
}
