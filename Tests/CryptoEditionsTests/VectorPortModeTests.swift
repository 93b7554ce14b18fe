// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// Block modes and key wrap through the laboratory's door.
@Suite struct VectorPortModeTests {
    /// SP 800-38A F.1, F.2 and F.5: the first block of each example.
    @Test(arguments: FIPSLoad.all) func `AES in ECB, CBC and CTR of SP 800-38A`(load: FIPSLoad) throws {
        let port = try load.port()
        let block = "6bc1bee22e409f96e93d7e117393172a"
        for (key, ecb, cbc, ctr) in [
            (
                "2b7e151628aed2a6abf7158809cf4f3c", "3ad77bb40d7a3660a89ecaf32466ef97",
                "7649abac8119b246cee98e9b12e9197d", "874d6191b620e3261bef6864990db6ce"
            ),
            (
                "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b", "bd334f1d6e45f25ff712a214571fa5cc",
                "4f021db243bc633d7178183a9fa071e8", "1abc932417521ca24f2b0459fe7e6e0b"
            ),
            (
                "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", "f3eed1bdb5d2a03c064b5a7e3db181f8",
                "f58c4c04d6e5f1ba779eabfb5f7bfbd6", "601ec313775789a5b7a7f504bbf3d228"
            ),
        ] {
            let key = bytes(hex: key)
            let modes: [(VectorQuestion.Mode, String)] = [
                (VectorQuestion.Mode(.ecb, isSM4: false, key: key, iv: []), ecb),
                (VectorQuestion.Mode(.cbc, isSM4: false, key: key, iv: [UInt8](0...15)), cbc),
                (VectorQuestion.Mode(.ctr, isSM4: false, key: key, iv: [UInt8](0xF0...0xFF)), ctr),
            ]
            for (mode, ciphertext) in modes {
                try port.expect(.encrypt(mode, plaintext: bytes(hex: block)), answers: ciphertext)
                try port.expect(.decrypt(mode, ciphertext: bytes(hex: ciphertext)), answers: block)
                try expectLengths(mode, on: port)
            }
        }
    }

    /// GB/T 32907-2016 A.1; draft-ribose-cfrg-sm4 A.2.2.1, A.2.5.1 (the first block).
    @Test func `SM4 in ECB, CBC and CTR`() throws {
        let port = try Laboratory.smCrypto()
        let key = bytes(hex: "0123456789abcdeffedcba9876543210")
        let ecb = VectorQuestion.Mode(.ecb, isSM4: true, key: key, iv: [])
        let cbc = VectorQuestion.Mode(.cbc, isSM4: true, key: key, iv: [UInt8](0...15))
        let ctr = VectorQuestion.Mode(.ctr, isSM4: true, key: key, iv: [UInt8](0...15))
        for (mode, plaintext, ciphertext) in [
            (ecb, "0123456789abcdeffedcba9876543210", "681edf34d206965e86b3e94f536e4246"),
            (
                cbc, "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb",
                "78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d"
            ),
            (ctr, "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb", "ac3236cb970cc20791364c395a1342d1"),
        ] {
            try port.expect(.encrypt(mode, plaintext: bytes(hex: plaintext)), answers: ciphertext)
            try port.expect(.decrypt(mode, ciphertext: bytes(hex: ciphertext)), answers: plaintext)
            try expectLengths(mode, on: port)
        }
        let shortKey = VectorQuestion.Mode(.ecb, isSM4: true, key: Array(key.dropLast()), iv: [])
        try port.expectRefusal(of: .encrypt(shortKey, plaintext: []))
    }

    /// The whole block counts, and wraps (SP 800-38A appendix B.1).
    @Test func `SM4-CTR wraps at 128 bits`() throws {
        let port = try Laboratory.smCrypto()
        let key = bytes(hex: "0123456789abcdeffedcba9876543210")
        let last = VectorQuestion.Mode(.ctr, isSM4: true, key: key, iv: [UInt8](repeating: 0xFF, count: 16))
        let first = VectorQuestion.Mode(.ecb, isSM4: true, key: key, iv: [])
        for name in port.implementations(of: last.algorithm) {
            let stream = try port.answer(.encrypt(last, plaintext: [UInt8](repeating: 0, count: 32)), by: name)
            let blocks = [UInt8](repeating: 0xFF, count: 16) + [UInt8](repeating: 0, count: 16)
            #expect(try port.answer(.encrypt(first, plaintext: blocks), by: name) == stream, "\(name)")
        }
    }

    private func expectLengths(_ mode: VectorQuestion.Mode, on port: any VectorPort) throws {
        try port.expect(.encrypt(mode, plaintext: []), answers: "")
        let part: [UInt8] = [1, 2, 3]
        if mode.name == .ctr {
            for (name, outcome) in try port.outcomes(of: .encrypt(mode, plaintext: part)) {
                #expect(try port.answer(.decrypt(mode, ciphertext: outcome.get()), by: name) == part, "\(name)")
            }
        } else {
            try port.expectRefusal(of: .encrypt(mode, plaintext: part), "part of a block")
            try port.expectRefusal(of: .decrypt(mode, ciphertext: part), "part of a block")
        }
        let otherIV = VectorQuestion.Mode(mode.name, isSM4: mode.isSM4, key: mode.key, iv: [UInt8](0..<12))
        try port.expectRefusal(of: .encrypt(otherIV, plaintext: [UInt8](0..<16)), "another IV")
    }

    // MARK: SP 800-38F

    /// RFC 3394 §4.1, §4.2, §4.3, §4.6; RFC 5649 §6, both.
    @Test(arguments: FIPSLoad.all) func `AES key wrap of RFC 3394 and RFC 5649`(load: FIPSLoad) throws {
        let port = try load.port()
        let key = "00112233445566778899aabbccddeeff"
        let padded = "5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8"
        for (isPadded, wrappingKey, key, wrapped) in [
            (false, hex(0...15), key, "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5"),
            (false, hex(0...23), key, "96778b25ae6ca435f92b5b97c050aed2468ab8a17ad84e5d"),
            (false, hex(0...31), key, "64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7"),
            (
                false, hex(0...31), key + "000102030405060708090a0b0c0d0e0f",
                "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"
            ),
            (
                true, padded, "c37b7e6492584340bed12207808941155068f738",
                "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a"
            ),
            (true, padded, "466f7250617369", "afbeb0f07dfbf5419200f2ccb50bb24f"),
        ] {
            let wrap = VectorQuestion.KeyWrap(
                isPadded: isPadded, usesInverseCipher: false, wrappingKey: bytes(hex: wrappingKey))
            try port.expect(.wrap(wrap, key: bytes(hex: key)), answers: wrapped)
            try port.expect(.unwrap(wrap, ciphertext: bytes(hex: wrapped)), answers: key)
            for index in [0, bytes(hex: wrapped).count - 1] {
                try port.expectRefusal(of: .unwrap(wrap, ciphertext: flipped(bytes(hex: wrapped), at: index)))
            }
        }
    }

    /// NIST's KW_AE_128_inv and KW_AE_256_inv, the first cases.
    @Test(arguments: FIPSLoad.all) func `AES key wrap with the inverse cipher`(load: FIPSLoad) throws {
        let port = try load.port()
        for (wrappingKey, key, wrapped) in [
            (
                "e88ba734ea243480a6129366753b58eb", "d140ac16a44c1c2b3f47037ea8898a3e",
                "600861ee14320006f0ae55c46d5e1ebf3303751df7f038df"
            ),
            (
                "de982f7c871f78e37462e2f48a62eecb2da81a10799c6ebf2bee8c786b624b0e", "ecafc437d9f1643c7645c2416c14c003",
                "aec02ddb3f6de1f99103c6042dfc9001eb3cf56d9c2a11f7"
            ),
        ] {
            let wrap = VectorQuestion.KeyWrap(
                isPadded: false, usesInverseCipher: true, wrappingKey: bytes(hex: wrappingKey))
            try port.expect(.wrap(wrap, key: bytes(hex: key)), answers: wrapped)
            try port.expect(.unwrap(wrap, ciphertext: bytes(hex: wrapped)), answers: key)
            let forward = VectorQuestion.KeyWrap(
                isPadded: false, usesInverseCipher: false, wrappingKey: bytes(hex: wrappingKey))
            try port.expectRefusal(of: .unwrap(forward, ciphertext: bytes(hex: wrapped)))
        }
        let padded = VectorQuestion.KeyWrap(isPadded: true, usesInverseCipher: true, wrappingKey: [UInt8](0..<24))
        for byteCount in [1, 8, 9, 33] {
            let key = [UInt8](repeating: 5, count: byteCount)
            for (name, outcome) in try port.outcomes(of: .wrap(padded, key: key)) {
                #expect(try port.answer(.unwrap(padded, ciphertext: outcome.get()), by: name) == key)
            }
        }
    }

    /// SP 800-38F §5.3.1, table 1.
    @Test(arguments: FIPSLoad.all) func `key wrap refuses lengths outside of the standard`(load: FIPSLoad) throws {
        let port = try load.port()
        func wrap(_ isPadded: Bool) -> VectorQuestion.KeyWrap {
            VectorQuestion.KeyWrap(isPadded: isPadded, usesInverseCipher: false, wrappingKey: [UInt8](0..<32))
        }
        for byteCount in [0, 8, 15, 17] {
            try port.expectRefusal(of: .wrap(wrap(false), key: [UInt8](repeating: 1, count: byteCount)))
        }
        try port.expectRefusal(of: .wrap(wrap(true), key: []))
        for byteCount in [0, 16, 25] {
            try port.expectRefusal(of: .unwrap(wrap(false), ciphertext: [UInt8](repeating: 1, count: byteCount)))
        }
        for byteCount in [0, 8, 17] {
            try port.expectRefusal(of: .unwrap(wrap(true), ciphertext: [UInt8](repeating: 1, count: byteCount)))
        }
    }
}
