// SPDX-License-Identifier: Apache-2.0

import Testing

/// SP 800-38A §6.2, on every kernel.
@Suite struct CBCTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let key: [UInt8]
        let iv: [UInt8]
        let plaintext: [UInt8]
        let ciphertext: [UInt8]
    }

    private static let text = bytes("aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb")

    static let examples = [
        Example(
            testDescription: "draft-ribose-cfrg-sm4 A.2.2.1", key: bytes("0123456789abcdeffedcba9876543210"),
            iv: bytes("000102030405060708090a0b0c0d0e0f"), plaintext: text,
            ciphertext: bytes("78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d")),
        Example(
            testDescription: "draft-ribose-cfrg-sm4 A.2.2.2", key: bytes("fedcba98765432100123456789abcdef"),
            iv: bytes("000102030405060708090a0b0c0d0e0f"), plaintext: text,
            ciphertext: bytes("0d3a6ddc2d21c698857215587b7bb59a91f2c147911a4144665e1fa1d40bae38")),
    ]

    @Test(arguments: Kernel.supported, examples) func `published example`(kernel: Kernel, example: Example) {
        let cipher = BlockKey(example.key, on: kernel)
        var iv = example.iv
        #expect(cipher.applyCBC(.encrypt, example.plaintext, iv: &iv) == example.ciphertext)
        #expect(iv == example.ciphertext.suffix(16))
        iv = example.iv
        #expect(cipher.applyCBC(.decrypt, example.ciphertext, iv: &iv) == example.plaintext)
        #expect(iv == example.ciphertext.suffix(16))
    }

    @Test(arguments: Kernel.supported) func `any number of blocks, apart and in place`(kernel: Kernel) {
        let cipher = BlockKey(pattern(16, seed: 40), on: kernel)
        for blockCount in Array(0...300) + [383, 384, 385, 1000] {
            let iv = pattern(16, seed: UInt64(blockCount))
            let text = pattern(16 * blockCount, seed: UInt64(1000 + blockCount))
            let ciphertext = Self.reference(text, iv: iv, under: cipher)
            for direction in BlockKey.Direction.allCases {
                let (input, output) = direction == .encrypt ? (text, ciphertext) : (ciphertext, text)
                var next = iv
                #expect(cipher.applyCBC(direction, input, iv: &next) == output, "\(blockCount) blocks, \(direction)")
                #expect(next == (iv + ciphertext).suffix(16), "\(blockCount) blocks, \(direction)")
                let inPlace = cipher.applyCBCInPlace(direction, input, iv: iv, atOffset: blockCount % 64)
                #expect(inPlace == output, "\(blockCount) blocks, \(direction) in place")
            }
        }
    }

    @Test(arguments: Kernel.supported, BlockKey.Direction.allCases)
    func `a message may be cut at block boundaries`(kernel: Kernel, direction: BlockKey.Direction) {
        let cipher = BlockKey(pattern(16, seed: 41), on: kernel)
        let text = pattern(16 * 150, seed: 42)
        let start = pattern(16, seed: 43)
        var iv = start
        let whole = cipher.applyCBC(direction, text, iv: &iv)
        for cut in stride(from: 0, through: text.count, by: 16) {
            var iv = start
            let head = cipher.applyCBC(direction, Array(text[..<cut]), iv: &iv)
            #expect(head + cipher.applyCBC(direction, Array(text[cut...]), iv: &iv) == whole, "cut at \(cut)")
        }
    }

    /// CBC written a second time, on single-block encryption.
    private static func reference(_ text: [UInt8], iv: [UInt8], under cipher: BlockKey) -> [UInt8] {
        var ciphertext: [UInt8] = []
        var chain = iv
        for start in stride(from: 0, to: text.count, by: 16) {
            chain = cipher.encrypt(zip(chain, text[start..<start + 16]).map(^))
            ciphertext += chain
        }
        return ciphertext
    }
}
