// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// GB/T 32907-2016, annex A, and draft-ribose-cfrg-sm4 A.1, on every kernel.
@Suite struct BlockTests {
    let key = bytes("0123456789abcdeffedcba9876543210")

    @Test(arguments: Kernel.supported) func `example 1: round keys and one block`(kernel: Kernel) {
        let cipher = BlockKey(key, on: kernel)
        let ciphertext = bytes("681edf34d206965e86b3e94f536e4246")
        #expect(cipher.roundKeys.first == 0xf121_86f9)
        #expect(cipher.roundKeys.last == 0x9124_a012)
        #expect(cipher.encrypt(key) == ciphertext)
        #expect(cipher.decrypt(ciphertext) == key)
    }

    @Test(arguments: Kernel.supported) func `example 2: up to the 10,000th encryption`(kernel: Kernel) {
        let cipher = BlockKey(key, on: kernel)
        let after100 = cipher.encrypt(key, times: 100)
        #expect(after100 == bytes("8da24cb1008bd3271aa3b60105a7d5fd"))
        let after1000 = cipher.encrypt(after100, times: 900)
        #expect(after1000 == bytes("d735e91cc5689cf312bcc1efb740e813"))
        #expect(cipher.encrypt(after1000, times: 9000) == bytes("2d8bfc27381c68ecb316320ee72ba074"))
    }

    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["HUFU_LONG"] == "1", "set HUFU_LONG=1"),
        arguments: Kernel.supported
    ) func `example 2: 1,000,000 encryptions`(kernel: Kernel) {
        let cipher = BlockKey(key, on: kernel)
        let after100000 = cipher.encrypt(key, times: 100_000)
        #expect(after100000 == bytes("44f68e0e1ed8218df7d955073dba097e"))
        #expect(cipher.encrypt(after100000, times: 900_000) == bytes("595298c7c6fd271f0402f804c33d3f66"))
    }

    @Test(arguments: Kernel.supported) func `draft-ribose-cfrg-sm4 A.1.4`(kernel: Kernel) {
        let cipher = BlockKey(bytes("fedcba98765432100123456789abcdef"), on: kernel)
        let ciphertext = bytes("f766678f13f01adeac1b3ea955adb594")
        #expect(cipher.encrypt(bytes("000102030405060708090a0b0c0d0e0f")) == ciphertext)
        #expect(cipher.decrypt(ciphertext) == bytes("000102030405060708090a0b0c0d0e0f"))
    }

    @Test(arguments: Kernel.supported) func `many blocks are the blocks one by one`(kernel: Kernel) {
        let cipher = BlockKey(pattern(16, seed: 2), on: kernel)
        for blockCount in 0...200 {
            let text = pattern(16 * blockCount, seed: UInt64(blockCount))
            var expected: [UInt8] = []
            for start in stride(from: 0, to: text.count, by: 16) {
                expected += cipher.encrypt(Array(text[start..<start + 16]))
            }
            let ciphertext = cipher.encrypt(text)
            #expect(ciphertext == expected, "\(blockCount) blocks")
            #expect(cipher.decrypt(ciphertext) == text, "\(blockCount) blocks")
        }
    }

    @Test func `kernels agree on round keys`() throws {
        for seed in 0..<100 as Range<UInt64> {
            let all = Kernel.supported.map { BlockKey(pattern(16, seed: seed), on: $0).roundKeys }
            #expect(Set(all).count == 1, "seed \(seed)")
        }
    }
}
