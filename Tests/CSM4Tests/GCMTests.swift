// SPDX-License-Identifier: Apache-2.0

import Testing

/// SM4-GCM (RFC 8998 §3.2.1, SP 800-38D): the published examples, forgeries, limits.
@Suite struct GCMTests {
    /// One published example.
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let key, nonce, aad, plaintext, ciphertext, tag: [UInt8]
    }

    static let examples = [
        Example(
            testDescription: "RFC 8998 A.1", key: bytes("0123456789abcdeffedcba9876543210"),
            nonce: bytes("00001234567800000000abcd"), aad: bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
            plaintext: bytes(
                "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                    + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"),
            ciphertext: bytes(
                "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                    + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"),
            tag: bytes("83de3541e4c2b58177e065a9bf7b62ec")),
        Example(
            testDescription: "GB/T 36624-2018 C.5, empty", key: bytes("00000000000000000000000000000000"),
            nonce: bytes("000000000000000000000000"), aad: [], plaintext: [], ciphertext: [],
            tag: bytes("232f0cfe308b49ea6fc88229b5dc858d")),
        Example(
            testDescription: "GB/T 36624-2018 C.5, one block", key: bytes("00000000000000000000000000000000"),
            nonce: bytes("000000000000000000000000"), aad: [], plaintext: bytes("00000000000000000000000000000000"),
            ciphertext: bytes("7de2aa7f1110188218063be1bfeb6d89"), tag: bytes("b851b5f39493752be508f1bb4482c557")),
    ]

    @Test(arguments: Kernel.supported, examples) func `published example`(kernel: Kernel, example: Example) throws {
        let context = GCMContext(example.key, on: kernel)
        let sealed = try #require(context.seal(example.plaintext, nonce: example.nonce, authenticating: example.aad))
        #expect(sealed.ciphertext == example.ciphertext)
        #expect(sealed.tag == example.tag)
        let opened = context.open(
            example.ciphertext, tag: example.tag, nonce: example.nonce, authenticating: example.aad)
        #expect(opened == example.plaintext)
    }

    @Test(arguments: Kernel.supported, [0, 1, 33, 240, 241, 700])
    func `every flipped bit is refused and nothing is written`(kernel: Kernel, byteCount: Int) throws {
        let context = GCMContext(pattern(16, seed: 6), on: kernel)
        let nonce = pattern(12, seed: 7)
        let aad = pattern(21, seed: 8)
        let text = pattern(byteCount, seed: 9)
        let (ciphertext, tag) = try #require(context.seal(text, nonce: nonce, authenticating: aad))
        #expect(context.open(ciphertext, tag: tag, nonce: nonce, authenticating: aad) == text)
        for bit in 0..<128 {
            let altered = flipping(bit, of: tag)
            #expect(context.open(ciphertext, tag: altered, nonce: nonce, authenticating: aad) == nil, "tag bit \(bit)")
        }
        for bit in 0..<96 {
            let altered = flipping(bit, of: nonce)
            #expect(context.open(ciphertext, tag: tag, nonce: altered, authenticating: aad) == nil, "nonce bit \(bit)")
        }
        for bit in 0..<8 * aad.count {
            let altered = flipping(bit, of: aad)
            #expect(context.open(ciphertext, tag: tag, nonce: nonce, authenticating: altered) == nil, "aad bit \(bit)")
        }
        for bit in 0..<8 * byteCount {
            let altered = flipping(bit, of: ciphertext)
            #expect(context.open(altered, tag: tag, nonce: nonce, authenticating: aad) == nil, "text bit \(bit)")
        }
    }

    @Test(arguments: Kernel.supported) func `bytes do not move between associated data and text`(kernel: Kernel) throws
    {
        let context = GCMContext(pattern(16, seed: 10), on: kernel)
        let nonce = pattern(12, seed: 11)
        let (ciphertext, tag) = try #require(context.seal(pattern(32, seed: 12), nonce: nonce, authenticating: [1, 2]))
        #expect(context.open(ciphertext, tag: tag, nonce: nonce, authenticating: [1, 2, 0]) == nil)
        #expect(context.open(ciphertext + [0], tag: tag, nonce: nonce, authenticating: [1, 2]) == nil)
        #expect(context.open(Array(ciphertext[..<31]), tag: tag, nonce: nonce, authenticating: [1, 2]) == nil)
    }

    @Test(arguments: Kernel.supported) func `a shorter tag is the beginning of the whole one`(kernel: Kernel) throws {
        let context = GCMContext(pattern(16, seed: 13), on: kernel)
        let nonce = pattern(12, seed: 14)
        let text = pattern(50, seed: 15)
        let whole = try #require(context.seal(text, nonce: nonce))
        for tagByteCount in 0...16 {
            let isAllowed = [4, 8, 12, 13, 14, 15, 16].contains(tagByteCount)  // SP 800-38D §5.2.1.2
            let sealed = context.seal(text, nonce: nonce, tagByteCount: tagByteCount)
            #expect(sealed?.ciphertext == (isAllowed ? whole.ciphertext : nil), "\(tagByteCount) bytes")
            let tag = Array(whole.tag[..<tagByteCount])
            #expect(sealed?.tag == (isAllowed ? tag : nil), "\(tagByteCount) bytes")
            #expect(context.open(whole.ciphertext, tag: tag, nonce: nonce) == (isAllowed ? text : nil))
            if isAllowed {
                let altered = flipping(8 * tagByteCount - 1, of: tag)
                #expect(context.open(whole.ciphertext, tag: altered, nonce: nonce) == nil, "\(tagByteCount) bytes")
            }
        }
    }
}
