// SPDX-License-Identifier: Apache-2.0

import CSM4
import Testing

/// What a stream of SM4-GCM refuses, and that it goes on afterwards as if it had not been asked.
@Suite struct GCMStreamRefusalTests {
    let nonce = pattern(12, seed: 80)
    let aad = pattern(21, seed: 81)
    let text = pattern(100, seed: 82)

    @Test(arguments: Kernel.supported) func `calls out of order`(kernel: Kernel) throws {
        let context = GCMContext(pattern(16, seed: 83), on: kernel)
        let (ciphertext, tag) = try #require(context.seal(text, nonce: nonce, authenticating: aad))

        let sealing = try #require(GCMStream(context, nonce: nonce))
        #expect(sealing.authenticate(aad))
        let head = try #require(sealing.encrypt(Array(text[..<37])))
        #expect(!sealing.authenticate([1]))
        #expect(!sealing.authenticate([]))
        #expect(sealing.decrypt([1]) == nil)
        #expect(sealing.decrypt([]) == nil)
        #expect(!sealing.openFinal(tag))
        let tail = try #require(sealing.encrypt(Array(text[37...])))
        #expect(head + tail == ciphertext)
        #expect(sealing.sealFinal() == tag)

        let opening = try #require(GCMStream(context, nonce: nonce))
        #expect(opening.authenticate(aad))
        let start = try #require(opening.decrypt(Array(ciphertext[..<37])))
        #expect(!opening.authenticate([1]))
        #expect(opening.encrypt([1]) == nil)
        #expect(opening.encrypt([]) == nil)
        #expect(opening.sealFinal() == nil)
        let end = try #require(opening.decrypt(Array(ciphertext[37...])))
        #expect(start + end == text)
        #expect(opening.openFinal(tag))
    }

    @Test(arguments: Kernel.supported, BlockKey.Direction.allCases)
    func `an empty piece of text ends the associated data and settles the direction`(
        kernel: Kernel, direction: BlockKey.Direction
    ) throws {
        let stream = try #require(GCMStream(GCMContext(pattern(16, seed: 84), on: kernel), nonce: nonce))
        #expect((direction == .encrypt ? stream.encrypt([]) : stream.decrypt([])) == [])
        #expect(!stream.authenticate([]))
        #expect((direction == .encrypt ? stream.decrypt([]) : stream.encrypt([])) == nil)
    }

    @Test(arguments: Kernel.supported) func `everything after the tag, and after wiping`(kernel: Kernel) throws {
        let context = GCMContext(pattern(16, seed: 85), on: kernel)
        let tag = try #require(context.seal([], nonce: nonce)).tag
        let ends: [(GCMStream) -> Void] = [
            { #expect($0.sealFinal() == tag) }, { #expect($0.openFinal(tag)) },
            { #expect(!$0.openFinal(flipping(0, of: tag))) }, { unsafe csm4_gcm_stream_wipe($0.stream) },
        ]
        for end in ends {
            let stream = try #require(GCMStream(context, nonce: nonce))
            end(stream)
            #expect(stream.isWiped)
            #expect(!stream.authenticate([]))
            #expect(stream.encrypt([]) == nil)
            #expect(stream.decrypt([]) == nil)
            #expect(stream.sealFinal() == nil)
            #expect(!stream.openFinal(tag))
        }
    }

    @Test(arguments: Kernel.supported) func `every flipped bit of tag, text and associated data`(kernel: Kernel) throws
    {
        let context = GCMContext(pattern(16, seed: 86), on: kernel)
        let (ciphertext, tag) = try #require(context.seal(text, nonce: nonce, authenticating: aad))
        func opens(_ ciphertext: [UInt8], _ tag: [UInt8], _ aad: [UInt8]) throws -> Bool {
            let stream = try #require(GCMStream(context, nonce: nonce))
            #expect(stream.authenticate(aad))
            #expect(stream.decrypt(ciphertext) != nil)
            return stream.openFinal(tag)
        }
        #expect(try opens(ciphertext, tag, aad))
        for bit in 0..<8 * tag.count { #expect(try !opens(ciphertext, flipping(bit, of: tag), aad), "tag bit \(bit)") }
        for bit in 0..<8 * aad.count { #expect(try !opens(ciphertext, tag, flipping(bit, of: aad)), "aad bit \(bit)") }
        for bit in 0..<8 * ciphertext.count {
            #expect(try !opens(flipping(bit, of: ciphertext), tag, aad), "text bit \(bit)")
        }
    }

    @Test(arguments: Kernel.supported) func `tags of other lengths, without an end to the message`(
        kernel: Kernel
    ) throws {
        let context = GCMContext(pattern(16, seed: 87), on: kernel)
        let (ciphertext, tag) = try #require(context.seal(text, nonce: nonce))
        for tagByteCount in 0...16 {
            let isAllowed = [4, 8, 12, 13, 14, 15, 16].contains(tagByteCount)  // SP 800-38D §5.2.1.2
            let sealing = try #require(GCMStream(context, nonce: nonce))
            #expect(sealing.encrypt(text) == ciphertext)
            let opening = try #require(GCMStream(context, nonce: nonce))
            #expect(opening.decrypt(ciphertext) == text)
            let shortened = Array(tag[..<tagByteCount])
            #expect(sealing.sealFinal(tagByteCount: tagByteCount) == (isAllowed ? shortened : nil), "\(tagByteCount)")
            #expect(opening.openFinal(shortened) == isAllowed, "\(tagByteCount)")
            if !isAllowed {
                #expect(sealing.sealFinal() == tag)
                #expect(opening.openFinal(tag))
            }
        }
    }

    @Test(arguments: Kernel.supported) func `a nonce of no bytes`(kernel: Kernel) {
        #expect(GCMStream(GCMContext(pattern(16, seed: 88), on: kernel), nonce: []) == nil)
    }

    /// The pointers are null: an implementation that went on would not live to answer.
    @Test(arguments: Kernel.supported, BlockKey.Direction.allCases)
    func `lengths that sum up beyond SP 800-38D §5.2.1.1`(kernel: Kernel, direction: BlockKey.Direction) throws {
        let context = GCMContext(pattern(16, seed: 89), on: kernel)
        let (ciphertext, tag) = try #require(context.seal(text, nonce: nonce, authenticating: aad))
        let stream = try #require(GCMStream(context, nonce: nonce))
        #expect(stream.authenticate(aad))
        let aadRest = CSM4_GCM_AAD_BYTES_MAX - aad.count
        for byteCount in [aadRest + 1, .max] {
            #expect(unsafe csm4_gcm_stream_aad(stream.stream, nil, byteCount) == CSM4_REFUSED)
        }
        let piece = direction == .encrypt ? text : ciphertext
        #expect((direction == .encrypt ? stream.encrypt(piece) : stream.decrypt(piece)) != nil)
        let textRest = CSM4_GCM_TEXT_BYTES_MAX - text.count
        for byteCount in [textRest + 1, .max] {
            let answer =
                direction == .encrypt
                ? unsafe csm4_gcm_stream_encrypt(stream.stream, nil, nil, byteCount)
                : unsafe csm4_gcm_stream_decrypt(stream.stream, nil, nil, byteCount)
            #expect(answer == CSM4_REFUSED)
        }
        if direction == .encrypt { #expect(stream.sealFinal() == tag) } else { #expect(stream.openFinal(tag)) }
    }
}
