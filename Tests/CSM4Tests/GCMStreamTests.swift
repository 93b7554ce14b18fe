// SPDX-License-Identifier: Apache-2.0

import Testing

/// SM4-GCM in pieces is SM4-GCM in one call, however the message is cut.
@Suite struct GCMStreamTests {
    /// One message, as the call in one piece has it.
    struct Message {
        let nonce: [UInt8]
        let aad: [UInt8]
        let plaintext: [UInt8]
        let ciphertext: [UInt8]
        let tag: [UInt8]

        init(_ context: GCMContext, nonce: [UInt8], aad: [UInt8], plaintext: [UInt8]) throws {
            let sealed = try #require(context.seal(plaintext, nonce: nonce, authenticating: aad))
            (self.nonce, self.aad, self.plaintext) = (nonce, aad, plaintext)
            (ciphertext, tag) = sealed
        }
    }

    @Test(arguments: Kernel.supported, GCMTests.examples)
    func `published example, byte by byte`(kernel: Kernel, example: GCMTests.Example) throws {
        let context = GCMContext(example.key, on: kernel)
        let sealing = try #require(GCMStream(context, nonce: example.nonce))
        let opening = try #require(GCMStream(context, nonce: example.nonce))
        for byte in example.aad { #expect(sealing.authenticate([byte]) && opening.authenticate([byte])) }
        #expect(example.plaintext.compactMap { sealing.encrypt([$0]) }.joined().elementsEqual(example.ciphertext))
        #expect(sealing.sealFinal() == example.tag)
        #expect(example.ciphertext.compactMap { opening.decrypt([$0]) }.joined().elementsEqual(example.plaintext))
        #expect(opening.openFinal(example.tag))
    }

    @Test(arguments: Kernel.supported) func `random messages, cut at random`(kernel: Kernel) throws {
        let context = GCMContext(pattern(16, seed: 70), on: kernel)
        for seed in 0..<400 as Range<UInt64> {
            let sizes = pattern(6, seed: seed).map(Int.init)
            let message = try Message(
                context, nonce: pattern(seed.isMultiple(of: 4) ? 1 + sizes[0] : 12, seed: seed),
                aad: pattern(sizes[1] * (seed.isMultiple(of: 9) ? 20 : 1), seed: seed + 1),
                plaintext: pattern(sizes[2] * (sizes[3] % 20), seed: seed + 2))
            try check(message, cutBy: seed, on: context)
        }
    }

    /// Each way to cut a message into two, within a block and at its end.
    @Test(arguments: Kernel.supported) func `every cut of one message`(kernel: Kernel) throws {
        let context = GCMContext(pattern(16, seed: 71), on: kernel)
        let message = try Message(
            context, nonce: pattern(12, seed: 72), aad: pattern(50, seed: 73), plaintext: pattern(300, seed: 74))
        for cut in 0...300 {
            let stream = try #require(GCMStream(context, nonce: message.nonce))
            let aadCut = cut % 51
            #expect(stream.authenticate(Array(message.aad[..<aadCut])))
            #expect(stream.authenticate(Array(message.aad[aadCut...])))
            let head = try #require(stream.encrypt(Array(message.plaintext[..<cut])))
            let tail = try #require(stream.encrypt(Array(message.plaintext[cut...])))
            #expect(head + tail == message.ciphertext, "cut at \(cut)")
            #expect(stream.sealFinal() == message.tag, "cut at \(cut)")
        }
    }

    /// SP 800-38D §6.2, with whole blocks and a part of one before and after the wrap.
    @Test(arguments: Kernel.supported, [0, 1, 2, 14, 15, 16, 17, 40] as [UInt32])
    func `the counter wraps in its low 32 bits`(kernel: Kernel, blocksUntilWrap: UInt32) throws {
        let key = pattern(16, seed: 75)
        let context = GCMContext(key, on: kernel)
        let low = (0..<4).map { UInt8(truncatingIfNeeded: (UInt32.max - blocksUntilWrap) >> (24 - 8 * $0)) }
        let nonce = ReferenceGCM(key, on: kernel).nonce(
            forPreCounterBlock: [UInt8](repeating: 0xFF, count: 12) + low)
        let message = try Message(context, nonce: nonce, aad: [], plaintext: pattern(1000, seed: 76))
        for seed in 0..<20 as Range<UInt64> { try check(message, cutBy: seed, on: context) }
    }

    @Test(arguments: Kernel.supported) func `messages on one context go forward in turns`(kernel: Kernel) throws {
        let context = GCMContext(pattern(16, seed: 77), on: kernel)
        let messages = try (0..<8).map { (seed: UInt64) in
            try Message(
                context, nonce: pattern(12, seed: seed), aad: [1, 2], plaintext: pattern(330, seed: seed + 100))
        }
        let streams = try messages.map { try #require(GCMStream(context, nonce: $0.nonce)) }
        for stream in streams { #expect(stream.authenticate([1, 2])) }
        var ciphertexts = [[UInt8]](repeating: [], count: messages.count)
        for start in stride(from: 0, to: 330, by: 33) {
            for (index, message) in messages.enumerated() {
                ciphertexts[index] += try #require(
                    streams[index].encrypt(Array(message.plaintext[start..<start + 33])))
            }
        }
        #expect(ciphertexts == messages.map(\.ciphertext))
        #expect(streams.map { $0.sealFinal() } == messages.map(\.tag))
    }

    /// Seals and opens in random pieces, every other one in place.
    private func check(_ message: Message, cutBy seed: UInt64, on context: GCMContext) throws {
        let sealing = try #require(GCMStream(context, nonce: message.nonce))
        let opening = try #require(GCMStream(context, nonce: message.nonce))
        for piece in pieces(of: message.aad, seed: seed) {
            #expect(sealing.authenticate(piece) && opening.authenticate(piece), "message \(seed)")
        }
        var ciphertext: [UInt8] = []
        for (index, piece) in pieces(of: message.plaintext, seed: seed + 1).enumerated() {
            let output = index.isMultiple(of: 2) ? sealing.encrypt(piece) : sealing.encryptInPlace(piece)
            ciphertext += try #require(output)
        }
        #expect(ciphertext == message.ciphertext, "message \(seed)")
        #expect(sealing.sealFinal() == message.tag, "message \(seed)")
        var plaintext: [UInt8] = []
        for (index, piece) in pieces(of: message.ciphertext, seed: seed + 2).enumerated() {
            let output = index.isMultiple(of: 2) ? opening.decryptInPlace(piece) : opening.decrypt(piece)
            plaintext += try #require(output)
        }
        #expect(plaintext == message.plaintext, "message \(seed)")
        #expect(opening.openFinal(message.tag), "message \(seed)")
    }

    /// The bytes in pieces: some empty, most shorter than three blocks, some of many blocks.
    private func pieces(of bytes: [UInt8], seed: UInt64) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        for size in pattern(bytes.count + 1, seed: seed) where !rest.isEmpty {
            let byteCount = size.isMultiple(of: 5) ? Int(size) * 4 : Int(size) % 48
            pieces.append(Array(rest.prefix(byteCount)))
            rest = rest.dropFirst(byteCount)
        }
        return pieces + [Array(rest)]
    }
}
