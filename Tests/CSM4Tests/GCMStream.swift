// SPDX-License-Identifier: Apache-2.0

import CSM4
import Testing

/// Owns one `csm4_gcm_stream`, and keeps its context alive.
@safe final class GCMStream {
    private let context: GCMContext
    private let memory: UnsafeMutableRawBufferPointer
    let stream: OpaquePointer

    /// Nil when the nonce is refused, after checking that nothing was written.
    init?(_ context: GCMContext, nonce: [UInt8]) {
        let byteCount = Int(CSM4_GCM_STREAM_MEMORY_BYTES)
        self.context = context
        unsafe memory = .allocate(byteCount: byteCount + 64, alignment: Int(CSM4_MEMORY_ALIGNMENT))
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0xA5)
        let begun = unsafe csm4_gcm_stream_init(memory.baseAddress, context.context, nonce, nonce.count)
        guard let begun = unsafe begun else {
            #expect(unsafe memory.allSatisfy { $0 == 0xA5 }, "refused but written")
            unsafe memory.deallocate()
            return nil
        }
        unsafe stream = begun
    }

    deinit {
        unsafe csm4_gcm_stream_wipe(stream)
        #expect(isWiped)
        unsafe memory.deallocate()
    }

    /// Whether the stream's memory is zero, and what lies behind it as it was.
    var isWiped: Bool {
        let byteCount = Int(CSM4_GCM_STREAM_MEMORY_BYTES)
        return unsafe memory[..<byteCount].allSatisfy { $0 == 0 } && memory[byteCount...].allSatisfy { $0 == 0xA5 }
    }

    /// Whether the associated data was taken.
    func authenticate(_ aad: [UInt8]) -> Bool {
        unsafe csm4_gcm_stream_aad(stream, aad, aad.count) == CSM4_OK
    }

    /// The ciphertext, made apart; nil when refused, after checking that nothing was written.
    func encrypt(_ plaintext: [UInt8]) -> [UInt8]? {
        var output = [UInt8](repeating: 0xA5, count: plaintext.count)
        let answer = unsafe csm4_gcm_stream_encrypt(stream, plaintext, &output, plaintext.count)
        return result(answer, output)
    }

    /// The plaintext, not verified, made apart; nil when refused, after checking that nothing was written.
    func decrypt(_ ciphertext: [UInt8]) -> [UInt8]? {
        var output = [UInt8](repeating: 0xA5, count: ciphertext.count)
        let answer = unsafe csm4_gcm_stream_decrypt(stream, ciphertext, &output, ciphertext.count)
        return result(answer, output)
    }

    /// What lies in the place of the plaintext after encryption; nil when refused.
    func encryptInPlace(_ plaintext: [UInt8]) -> [UInt8]? {
        var text = plaintext
        return unsafe text.withUnsafeMutableBufferPointer { text in
            let answer = unsafe csm4_gcm_stream_encrypt(stream, text.baseAddress, text.baseAddress, text.count)
            return answer == CSM4_OK ? unsafe Array(text) : nil
        }
    }

    /// What lies in the place of the ciphertext after decryption; nil when refused.
    func decryptInPlace(_ ciphertext: [UInt8]) -> [UInt8]? {
        var text = ciphertext
        return unsafe text.withUnsafeMutableBufferPointer { text in
            let answer = unsafe csm4_gcm_stream_decrypt(stream, text.baseAddress, text.baseAddress, text.count)
            return answer == CSM4_OK ? unsafe Array(text) : nil
        }
    }

    /// The tag; nil when refused, after checking that nothing was written.
    func sealFinal(tagByteCount: Int = 16) -> [UInt8]? {
        var tag = [UInt8](repeating: 0xA5, count: tagByteCount)
        let answer = unsafe csm4_gcm_stream_seal_final(stream, &tag, tagByteCount)
        return result(answer, tag)
    }

    /// Whether the tag matches.
    func openFinal(_ tag: [UInt8]) -> Bool {
        unsafe csm4_gcm_stream_open_final(stream, tag, tag.count) == CSM4_OK
    }

    private func result(_ answer: CInt, _ output: [UInt8]) -> [UInt8]? {
        guard answer == CSM4_OK else {
            #expect(output.allSatisfy { $0 == 0xA5 }, "refused but written")
            return nil
        }
        return output
    }
}
