// SPDX-License-Identifier: Apache-2.0

import CSM4
import Testing

/// SM4-CCM: the example of RFC 8998, equality with `ReferenceCCM`, refusal.
@Suite struct CCMTests {
    @Test(arguments: Kernel.supported) func `RFC 8998 A.2`(kernel: Kernel) throws {
        let cipher = BlockKey(bytes("0123456789abcdeffedcba9876543210"), on: kernel)
        let nonce = bytes("00001234567800000000abcd")
        let aad = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2")
        let plaintext = bytes(
            "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa")
        let ciphertext = bytes(
            "48af93501fa62adbcd414cce6034d895dda1bf8f132f042098661572e7483094"
                + "fd12e518ce062c98acee28d95df4416bed31a2f04476c18bb40c84a74b97dc5b")
        let tag = bytes("16842d4fa186f56ab33256971fa110f4")
        let sealed = try #require(cipher.sealCCM(plaintext, nonce: nonce, authenticating: aad))
        #expect(sealed.ciphertext == ciphertext)
        #expect(sealed.tag == tag)
        #expect(cipher.openCCM(ciphertext, tag: tag, nonce: nonce, authenticating: aad) == plaintext)
    }

    @Test(arguments: Kernel.supported) func `all lengths of text up to 300 bytes`(kernel: Kernel) throws {
        let key = pattern(16, seed: 50)
        let cipher = BlockKey(key, on: kernel)
        let reference = ReferenceCCM(key, on: kernel)
        for byteCount in 0...300 {
            let nonce = pattern(12, seed: UInt64(byteCount))
            let text = pattern(byteCount, seed: UInt64(1000 + byteCount))
            let aad = pattern(byteCount * 7 % 41, seed: UInt64(2000 + byteCount))
            let expected = reference.seal(text, nonce: nonce, authenticating: aad, tagByteCount: 16)
            let sealed = try #require(cipher.sealCCM(text, nonce: nonce, authenticating: aad))
            #expect(sealed == expected, "\(byteCount) bytes")
            let opened = cipher.openCCM(sealed.ciphertext, tag: sealed.tag, nonce: nonce, authenticating: aad)
            #expect(opened == text, "\(byteCount) bytes")
            let inPlace = cipher.sealAndOpenCCMInPlace(text, nonce: nonce, aad: aad)
            #expect(inPlace.sealed == sealed.ciphertext && inPlace.tag == sealed.tag, "\(byteCount) bytes in place")
            #expect(inPlace.opened == text, "\(byteCount) bytes in place")
        }
    }

    /// From 65,280 bytes on the length takes 6 bytes instead of 2 (SP 800-38C, A.2.2).
    @Test(arguments: Kernel.supported) func `all lengths of associated data`(kernel: Kernel) throws {
        let key = pattern(16, seed: 51)
        let cipher = BlockKey(key, on: kernel)
        let reference = ReferenceCCM(key, on: kernel)
        let nonce = pattern(12, seed: 52)
        let text = pattern(37, seed: 53)
        for byteCount in Array(0...300) + [65_279, 65_280, 65_281, 65_290, 65_536, 70_000] {
            let aad = pattern(byteCount, seed: UInt64(byteCount))
            let sealed = try #require(cipher.sealCCM(text, nonce: nonce, authenticating: aad))
            let expected = reference.seal(text, nonce: nonce, authenticating: aad, tagByteCount: 16)
            #expect(sealed == expected, "\(byteCount) bytes")
            let opened = cipher.openCCM(sealed.ciphertext, tag: sealed.tag, nonce: nonce, authenticating: aad)
            #expect(opened == text, "\(byteCount) bytes")
        }
    }

    /// SP 800-38C, A.1: n from 7 to 13, t of 4, 6 and so on to 16.
    @Test(arguments: Kernel.supported) func `all lengths of nonce and tag`(kernel: Kernel) throws {
        let key = pattern(16, seed: 54)
        let cipher = BlockKey(key, on: kernel)
        let reference = ReferenceCCM(key, on: kernel)
        let text = pattern(100, seed: 55)
        for nonceByteCount in 0...20 {
            for tagByteCount in 0...20 {
                let sizes: Comment = "nonce of \(nonceByteCount), tag of \(tagByteCount) bytes"
                let nonce = pattern(nonceByteCount, seed: UInt64(tagByteCount))
                let sealed = cipher.sealCCM(text, nonce: nonce, authenticating: [1, 2, 3], tagByteCount: tagByteCount)
                guard 7...13 ~= nonceByteCount, [4, 6, 8, 10, 12, 14, 16].contains(tagByteCount) else {
                    #expect(sealed == nil, sizes)
                    let tag = pattern(tagByteCount, seed: 56)
                    #expect(cipher.openCCM(text, tag: tag, nonce: nonce, authenticating: [1, 2, 3]) == nil, sizes)
                    continue
                }
                let (ciphertext, tag) = try #require(sealed, sizes)
                let expected = reference.seal(
                    text, nonce: nonce, authenticating: [1, 2, 3], tagByteCount: tagByteCount)
                #expect((ciphertext, tag) == expected, sizes)
                #expect(cipher.openCCM(ciphertext, tag: tag, nonce: nonce, authenticating: [1, 2, 3]) == text, sizes)
                let altered = flipping(8 * tagByteCount - 1, of: tag)
                #expect(
                    cipher.openCCM(ciphertext, tag: altered, nonce: nonce, authenticating: [1, 2, 3]) == nil, sizes)
            }
        }
    }

    @Test(arguments: Kernel.supported, [0, 1, 33, 240, 700])
    func `every flipped bit is refused and no plaintext is left`(kernel: Kernel, byteCount: Int) throws {
        let cipher = BlockKey(pattern(16, seed: 57), on: kernel)
        let nonce = pattern(12, seed: 58)
        let aad = pattern(21, seed: 59)
        let text = pattern(byteCount, seed: 60)
        let (ciphertext, tag) = try #require(cipher.sealCCM(text, nonce: nonce, authenticating: aad))
        for bit in 0..<128 {
            let altered = flipping(bit, of: tag)
            #expect(
                cipher.openCCM(ciphertext, tag: altered, nonce: nonce, authenticating: aad) == nil, "tag bit \(bit)")
        }
        for bit in 0..<96 {
            let altered = flipping(bit, of: nonce)
            #expect(
                cipher.openCCM(ciphertext, tag: tag, nonce: altered, authenticating: aad) == nil, "nonce bit \(bit)")
        }
        for bit in 0..<8 * aad.count {
            let altered = flipping(bit, of: aad)
            #expect(
                cipher.openCCM(ciphertext, tag: tag, nonce: nonce, authenticating: altered) == nil, "aad bit \(bit)")
        }
        for bit in 0..<8 * byteCount {
            let altered = flipping(bit, of: ciphertext)
            #expect(cipher.openCCM(altered, tag: tag, nonce: nonce, authenticating: aad) == nil, "text bit \(bit)")
        }
    }

    @Test(arguments: Kernel.supported) func `bytes do not move between associated data and text`(kernel: Kernel) throws
    {
        let cipher = BlockKey(pattern(16, seed: 61), on: kernel)
        let nonce = pattern(12, seed: 62)
        let (ciphertext, tag) = try #require(
            cipher.sealCCM(pattern(32, seed: 63), nonce: nonce, authenticating: [1, 2]))
        #expect(cipher.openCCM(ciphertext, tag: tag, nonce: nonce, authenticating: [1, 2, 0]) == nil)
        #expect(cipher.openCCM(ciphertext + [0], tag: tag, nonce: nonce, authenticating: [1, 2]) == nil)
        #expect(cipher.openCCM(Array(ciphertext[..<31]), tag: tag, nonce: nonce, authenticating: [1, 2]) == nil)
    }

    @Test(arguments: Kernel.supported) func `13 bytes of nonce leave 16 bits for the length of the text`(
        kernel: Kernel
    ) throws {
        let key = pattern(16, seed: 64)
        let cipher = BlockKey(key, on: kernel)
        let nonce = pattern(13, seed: 65)
        let text = pattern(65_535, seed: 66)
        let (ciphertext, tag) = try #require(cipher.sealCCM(text, nonce: nonce))
        let expected = ReferenceCCM(key, on: kernel).seal(text, nonce: nonce, authenticating: [], tagByteCount: 16)
        #expect((ciphertext, tag) == expected)
        #expect(cipher.openCCM(ciphertext, tag: tag, nonce: nonce) == text)
        #expect(cipher.sealCCM(text + [0], nonce: nonce) == nil)
        #expect(cipher.openCCM(text + [0], tag: tag, nonce: nonce) == nil)
    }

    @Test(arguments: Kernel.supported) func `lengths beyond SP 800-38C, A.1 are refused untouched`(kernel: Kernel) {
        let cipher = BlockKey(pattern(16, seed: 67), on: kernel)
        #expect(CSM4_CCM_TEXT_BYTES_MAX == (1 << 24) - 1)
        #expect(CSM4_CCM_AAD_BYTES_MAX == (1 << 32) - 1)
        for nonceByteCount in 8...13 {
            let nonce = pattern(nonceByteCount, seed: 68)
            let textByteCount = 1 << (8 * (15 - nonceByteCount))
            let isRefused = cipher.refusesCCM(nonce: nonce, aadByteCount: 0, textByteCount: textByteCount)
            #expect(isRefused, "nonce of \(nonceByteCount) bytes")
        }
        for nonceByteCount in 7...13 {
            let nonce = pattern(nonceByteCount, seed: 68)
            let isRefused = cipher.refusesCCM(nonce: nonce, aadByteCount: 1 << 32, textByteCount: 0)
            #expect(isRefused, "nonce of \(nonceByteCount) bytes")
        }
    }
}
