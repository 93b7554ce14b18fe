// SPDX-License-Identifier: Apache-2.0

import CSM4
import Testing

/// SM4-GCM against `ReferenceGCM`: lengths, nonces, counters, alignments.
@Suite struct GCMReferenceTests {
    @Test(arguments: Kernel.supported) func `all lengths of text up to 300 bytes`(kernel: Kernel) throws {
        let key = pattern(16, seed: 20)
        let context = GCMContext(key, on: kernel)
        let reference = ReferenceGCM(key, on: kernel)
        for byteCount in 0...300 {
            let nonce = pattern(12, seed: UInt64(byteCount))
            let text = pattern(byteCount, seed: UInt64(1000 + byteCount))
            let aad = pattern(byteCount * 7 % 41, seed: UInt64(2000 + byteCount))
            let expected = reference.seal(text, nonce: nonce, authenticating: aad)
            let sealed = try #require(context.seal(text, nonce: nonce, authenticating: aad))
            #expect(sealed == expected, "\(byteCount) bytes")
            #expect(
                context.open(sealed.ciphertext, tag: sealed.tag, nonce: nonce, authenticating: aad) == text,
                "\(byteCount) bytes")
            let inPlace = context.sealAndOpenInPlace(text, nonce: nonce, aad: aad)
            #expect(inPlace.sealed == sealed.ciphertext && inPlace.tag == sealed.tag, "\(byteCount) bytes in place")
            #expect(inPlace.opened == text, "\(byteCount) bytes in place")
        }
    }

    @Test(arguments: Kernel.supported) func `all lengths of associated data up to 300 bytes`(kernel: Kernel) throws {
        let key = pattern(16, seed: 21)
        let context = GCMContext(key, on: kernel)
        let reference = ReferenceGCM(key, on: kernel)
        let nonce = pattern(12, seed: 22)
        let text = pattern(37, seed: 23)
        for byteCount in 0...300 {
            let aad = pattern(byteCount, seed: UInt64(byteCount))
            let sealed = try #require(context.seal(text, nonce: nonce, authenticating: aad))
            #expect(sealed == reference.seal(text, nonce: nonce, authenticating: aad), "\(byteCount) bytes")
        }
    }

    @Test(arguments: Kernel.supported) func `nonces of any length but 0`(kernel: Kernel) throws {
        let key = pattern(16, seed: 24)
        let context = GCMContext(key, on: kernel)
        let reference = ReferenceGCM(key, on: kernel)
        let text = pattern(100, seed: 25)
        #expect(context.seal(text, nonce: []) == nil)
        #expect(context.open(text, tag: pattern(16, seed: 1), nonce: []) == nil)
        for byteCount in Array(1...64) + [127, 128, 129, 1000] {
            let nonce = pattern(byteCount, seed: UInt64(byteCount))
            let sealed = try #require(context.seal(text, nonce: nonce, authenticating: [1, 2, 3]))
            #expect(sealed == reference.seal(text, nonce: nonce, authenticating: [1, 2, 3]), "\(byteCount) bytes")
            let opened = context.open(sealed.ciphertext, tag: sealed.tag, nonce: nonce, authenticating: [1, 2, 3])
            #expect(opened == text, "\(byteCount) bytes")
        }
    }

    /// SP 800-38D §6.2: inc32 leaves the other 96 bits alone. The nonce is made for the pre-counter block.
    @Test(arguments: Kernel.supported, [0, 1, 2, 14, 15, 16, 17, 40] as [UInt32])
    func `the counter wraps in its low 32 bits`(kernel: Kernel, blocksUntilWrap: UInt32) throws {
        let key = pattern(16, seed: 26)
        let context = GCMContext(key, on: kernel)
        let reference = ReferenceGCM(key, on: kernel)
        let low = (0..<4).map { UInt8(truncatingIfNeeded: (UInt32.max - blocksUntilWrap) >> (24 - 8 * $0)) }
        let block = [UInt8](repeating: 0xFF, count: 12) + low
        let nonce = reference.nonce(forPreCounterBlock: block)
        try #require(reference.preCounterBlock(nonce) == block)
        let text = pattern(1000, seed: 27)
        let sealed = try #require(context.seal(text, nonce: nonce, tagByteCount: 16))
        #expect(sealed == reference.seal(text, nonce: nonce, authenticating: []))
        #expect(context.open(sealed.ciphertext, tag: sealed.tag, nonce: nonce) == text)
    }

    @Test(arguments: Kernel.supported) func `all alignments give one result`(kernel: Kernel) throws {
        let key = pattern(16, seed: 28)
        let context = GCMContext(key, on: kernel)
        let nonce = pattern(12, seed: 29)
        let text = pattern(777, seed: 30)
        let expected = ReferenceGCM(key, on: kernel).seal(text, nonce: nonce, authenticating: [])
        for offset in 0..<64 {
            #expect(context.seal(text, nonce: nonce, atOffset: offset) == expected, "offset \(offset)")
        }
    }

    /// Keys whose H has 16 ones at every fourth bit of a 64-bit word, times blocks of ones: the longest column that
    /// a multiplication "with holes" can meet, and one that no random key shows.
    @Test(arguments: Kernel.supported, [0x3733, 0x72B2, 0x7412, 0x9603] as [UInt128])
    func `full columns of ones in H and in the blocks`(kernel: Kernel, keyNumber: UInt128) throws {
        let key = ReferenceGCM.Element(value: keyNumber).block
        let reference = ReferenceGCM(key, on: kernel)
        let every4th = UInt128(0x1111_1111_1111_1111)
        try #require(
            (0..<4).contains { shift in
                [0, 64].contains { reference.hashKey.value >> (shift + $0) & every4th == every4th }
            })
        let context = GCMContext(key, on: kernel)
        let nonce = pattern(12, seed: 28)
        for blockCount in 0...40 {
            let aad = [UInt8](repeating: 0xFF, count: 16 * blockCount)
            let sealed = try #require(context.seal([], nonce: nonce, authenticating: aad))
            #expect(sealed == reference.seal([], nonce: nonce, authenticating: aad), "\(blockCount) blocks")
        }
    }

    /// Short and long messages at once, so that what a kernel adds to a context on demand is added beside readers.
    @Test(arguments: Kernel.supported) func `threads share a context without a lock`(kernel: Kernel) async throws {
        let key = pattern(16, seed: 31)
        let reference = ReferenceGCM(key, on: kernel)
        let texts = [40, 300, 500, 5000, 700, 1024, 2000, 600].enumerated().map { pattern($1, seed: UInt64($0)) }
        let expected = texts.indices.map {
            reference.seal(texts[$0], nonce: pattern(12, seed: UInt64($0)), authenticating: [])
        }
        for _ in 0..<10 {
            let context = GCMContext(key, on: kernel)
            let tags = await withTaskGroup(of: (Int, [[UInt8]]).self) { group in
                for index in texts.indices {
                    group.addTask {
                        let nonce = pattern(12, seed: UInt64(index))
                        return (index, (0..<10).compactMap { _ in context.seal(texts[index], nonce: nonce)?.tag })
                    }
                }
                return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for index in texts.indices {
                #expect(tags[index] == [[UInt8]](repeating: expected[index].tag, count: 10), "message \(index)")
            }
        }
    }

    @Test(arguments: Kernel.supported)
    func `lengths beyond SP 800-38D §5.2.1.1 are refused untouched`(kernel: Kernel) {
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: Int(CSM4_GCM_MEMORY_BYTES), alignment: Int(CSM4_MEMORY_ALIGNMENT))
        defer { unsafe memory.deallocate() }
        let context = unsafe csm4_gcm_init(memory, kernel.pointer, pattern(16, seed: 32))
        let nonce = pattern(12, seed: 33)
        var tag = [UInt8](repeating: 0xA5, count: 16)
        // The pointers are null: an implementation that went on would not live to answer.
        let textByteCount = (1 << 36) - 31
        #expect(CSM4_GCM_TEXT_BYTES_MAX == textByteCount - 1)
        #expect(unsafe csm4_gcm_seal(context, nonce, nil, 0, nil, textByteCount, nil, &tag) == CSM4_REFUSED)
        #expect(unsafe csm4_gcm_open(context, nonce, nil, 0, nil, textByteCount, tag, nil) == CSM4_REFUSED)
        let aadByteCount = 1 << 61
        #expect(CSM4_GCM_AAD_BYTES_MAX == aadByteCount - 1)
        #expect(unsafe csm4_gcm_seal(context, nonce, nil, aadByteCount, nil, 0, nil, &tag) == CSM4_REFUSED)
        #expect(unsafe csm4_gcm_open(context, nonce, nil, aadByteCount, nil, 0, tag, nil) == CSM4_REFUSED)
        #expect(unsafe csm4_gcm_seal_sized(context, nil, aadByteCount, nil, 0, nil, 0, nil, &tag, 16) == CSM4_REFUSED)
        #expect(tag == [UInt8](repeating: 0xA5, count: 16))
    }
}
