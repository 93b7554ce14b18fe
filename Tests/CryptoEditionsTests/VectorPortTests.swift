// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// Published examples through the laboratory's door.
@Suite struct VectorPortTests {
    @Test(arguments: SM4Provider.allCases)
    func `SM4-GCM of RFC 8998 A.1`(provider: SM4Provider) throws {
        let port = try Edition.smCrypto.loadVectorPort(EditionOptions(sm: SMOptions(provider: provider)))
        let plaintext = bytes(
            hex: """
                aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd
                eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa
                """)
        let sealed = try port.seal(
            plaintext.span, authenticating: bytes(hex: "feedfacedeadbeeffeedfacedeadbeefabaddad2").span,
            key: KeyMaterial(knownBytes: bytes(hex: "0123456789abcdeffedcba9876543210")),
            nonce: bytes(hex: "00001234567800000000abcd"))
        #expect(hex(sealed.suffix(16)) == "83de3541e4c2b58177e065a9bf7b62ec")
        #expect(hex(sealed.prefix(16)) == "17f399f08c67d5ee19d0dc9969c4bb7d")
    }

    @Test(arguments: SM4Provider.allCases)
    func `SM4-GCM of GB/T 36624-2018 C.5`(provider: SM4Provider) throws {
        let port = try Edition.smCrypto.loadVectorPort(EditionOptions(sm: SMOptions(provider: provider)))
        let zeros = [UInt8](repeating: 0, count: 16)
        let nonce = [UInt8](repeating: 0, count: 12)
        let none: [UInt8] = []
        let empty = try port.seal(
            none.span, authenticating: none.span, key: KeyMaterial(knownBytes: zeros), nonce: nonce)
        #expect(hex(empty) == "232f0cfe308b49ea6fc88229b5dc858d")
        let block = try port.seal(
            zeros.span, authenticating: none.span, key: KeyMaterial(knownBytes: zeros), nonce: nonce)
        #expect(hex(block) == "7de2aa7f1110188218063be1bfeb6d89b851b5f39493752be508f1bb4482c557")
    }

    @Test(arguments: FIPSLoad.all)
    func `AES-256-GCM of the GCM specification's test cases 13 and 14`(subject: FIPSLoad) throws {
        let port = try Edition.fips.loadVectorPort(subject.options)
        let key = [UInt8](repeating: 0, count: 32)
        let nonce = [UInt8](repeating: 0, count: 12)
        let none: [UInt8] = []
        let empty = try port.seal(none.span, authenticating: none.span, key: KeyMaterial(knownBytes: key), nonce: nonce)
        #expect(hex(empty) == "530f8afbc74536b9a963b4f1c4cb738b")
        let zeros = [UInt8](repeating: 0, count: 16)
        let block = try port.seal(
            zeros.span, authenticating: none.span, key: KeyMaterial(knownBytes: key), nonce: nonce)
        #expect(hex(block) == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
    }
}
