// SPDX-License-Identifier: Apache-2.0

import CSM4
import Testing

/// Owns one `csm4_gcm_context`, and may be shared by threads as the header promises.
@safe final class GCMContext: @unchecked Sendable {
    private let memory: UnsafeMutableRawPointer
    let context: OpaquePointer

    init(_ key: [UInt8], on kernel: Kernel) {
        precondition(key.count == 16)
        unsafe memory = .allocate(
            byteCount: Int(CSM4_GCM_MEMORY_BYTES), alignment: Int(CSM4_MEMORY_ALIGNMENT))
        unsafe context = csm4_gcm_init(memory, kernel.pointer, key)
    }

    deinit {
        unsafe csm4_gcm_wipe(context)
        unsafe memory.deallocate()
    }

    /// Ciphertext and tag; nil when refused. 12 and 16 bytes go through the production call.
    func seal(
        _ plaintext: [UInt8], nonce: [UInt8], authenticating aad: [UInt8] = [], tagByteCount: Int = 16
    ) -> (ciphertext: [UInt8], tag: [UInt8])? {
        var ciphertext = [UInt8](repeating: 0xA5, count: plaintext.count)
        var tag = [UInt8](repeating: 0xA5, count: tagByteCount)
        let answer =
            if nonce.count == 12, tagByteCount == 16 {
                unsafe csm4_gcm_seal(context, nonce, aad, aad.count, plaintext, plaintext.count, &ciphertext, &tag)
            } else {
                unsafe csm4_gcm_seal_sized(
                    context, nonce, nonce.count, aad, aad.count, plaintext, plaintext.count, &ciphertext, &tag,
                    tagByteCount)
            }
        guard answer == CSM4_OK else {
            #expect(ciphertext.allSatisfy { $0 == 0xA5 } && tag.allSatisfy { $0 == 0xA5 }, "refused but written")
            return nil
        }
        return (ciphertext, tag)
    }

    /// The plaintext; nil when refused, after checking that nothing of it was written.
    func open(
        _ ciphertext: [UInt8], tag: [UInt8], nonce: [UInt8], authenticating aad: [UInt8] = []
    ) -> [UInt8]? {
        var plaintext = [UInt8](repeating: 0, count: ciphertext.count)
        let answer =
            if nonce.count == 12, tag.count == 16 {
                unsafe csm4_gcm_open(context, nonce, aad, aad.count, ciphertext, ciphertext.count, tag, &plaintext)
            } else {
                unsafe csm4_gcm_open_sized(
                    context, nonce, nonce.count, aad, aad.count, ciphertext, ciphertext.count, tag, tag.count,
                    &plaintext)
            }
        guard answer == CSM4_OK else {
            #expect(plaintext.allSatisfy { $0 == 0 }, "refused but written")
            return nil
        }
        return plaintext
    }

    /// Seals over the input in place; then opens in place again. What lay in the buffer after each.
    func sealAndOpenInPlace(
        _ text: [UInt8], nonce: [UInt8], aad: [UInt8]
    ) -> (
        sealed: [UInt8], tag: [UInt8], opened: [UInt8]
    ) {
        var buffer = text
        var tag = [UInt8](repeating: 0, count: 16)
        var sealed: [UInt8] = []
        unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            let start = buffer.baseAddress
            let first = unsafe csm4_gcm_seal(context, nonce, aad, aad.count, start, buffer.count, start, &tag)
            unsafe sealed = Array(buffer)
            let second = unsafe csm4_gcm_open(context, nonce, aad, aad.count, start, buffer.count, tag, start)
            #expect(first == CSM4_OK && second == CSM4_OK)
        }
        return (sealed, tag, buffer)
    }

    /// Seals from an address `offset` bytes past a 64-byte boundary to one as far before the next.
    func seal(_ text: [UInt8], nonce: [UInt8], atOffset offset: Int) -> (ciphertext: [UInt8], tag: [UInt8]) {
        let room = text.count + 128
        let input = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 64)
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 64)
        defer {
            unsafe input.deallocate()
            unsafe output.deallocate()
        }
        let source = unsafe UnsafeMutableRawBufferPointer(rebasing: input[offset..<offset + text.count])
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: output[64 - offset..<64 - offset + text.count])
        unsafe source.copyBytes(from: text)
        var tag = [UInt8](repeating: 0, count: 16)
        let answer = unsafe csm4_gcm_seal(
            context, nonce, nil, 0, source.baseAddress, text.count, target.baseAddress, &tag)
        #expect(answer == CSM4_OK)
        return (unsafe Array(target), tag)
    }
}
