// SPDX-License-Identifier: Apache-2.0

import CSM4
import Testing

extension BlockKey {
    /// Ciphertext and tag; nil when refused, after checking that nothing was written. 12 and 16 bytes go through the
    /// production call.
    func sealCCM(
        _ plaintext: [UInt8], nonce: [UInt8], authenticating aad: [UInt8] = [], tagByteCount: Int = 16
    ) -> (ciphertext: [UInt8], tag: [UInt8])? {
        var ciphertext = [UInt8](repeating: 0xA5, count: plaintext.count)
        var tag = [UInt8](repeating: 0xA5, count: tagByteCount)
        let answer =
            if nonce.count == 12, tagByteCount == 16 {
                unsafe csm4_ccm_seal(key, nonce, aad, aad.count, plaintext, plaintext.count, &ciphertext, &tag)
            } else {
                unsafe csm4_ccm_seal_sized(
                    key, nonce, nonce.count, aad, aad.count, plaintext, plaintext.count, &ciphertext, &tag,
                    tagByteCount)
            }
        guard answer == CSM4_OK else {
            #expect(ciphertext.allSatisfy { $0 == 0xA5 } && tag.allSatisfy { $0 == 0xA5 }, "refused but written")
            return nil
        }
        return (ciphertext, tag)
    }

    /// The plaintext; nil when refused, after checking that nothing of it is left.
    func openCCM(_ ciphertext: [UInt8], tag: [UInt8], nonce: [UInt8], authenticating aad: [UInt8] = []) -> [UInt8]? {
        var plaintext = [UInt8](repeating: 0xA5, count: ciphertext.count)
        let answer =
            if nonce.count == 12, tag.count == 16 {
                unsafe csm4_ccm_open(key, nonce, aad, aad.count, ciphertext, ciphertext.count, tag, &plaintext)
            } else {
                unsafe csm4_ccm_open_sized(
                    key, nonce, nonce.count, aad, aad.count, ciphertext, ciphertext.count, tag, tag.count, &plaintext)
            }
        guard answer == CSM4_OK else {
            let isWiped = plaintext.allSatisfy { $0 == 0 }
            #expect(isWiped || plaintext.allSatisfy { $0 == 0xA5 }, "refused, and plaintext is left")
            return nil
        }
        return plaintext
    }

    /// Seals over the input in place; then opens in place again. What lay in the buffer after each.
    func sealAndOpenCCMInPlace(
        _ text: [UInt8], nonce: [UInt8], aad: [UInt8]
    ) -> (
        sealed: [UInt8], tag: [UInt8], opened: [UInt8]
    ) {
        var buffer = text
        var tag = [UInt8](repeating: 0, count: 16)
        var sealed: [UInt8] = []
        unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            let start = buffer.baseAddress
            let first = unsafe csm4_ccm_seal(key, nonce, aad, aad.count, start, buffer.count, start, &tag)
            unsafe sealed = Array(buffer)
            let second = unsafe csm4_ccm_open(key, nonce, aad, aad.count, start, buffer.count, tag, start)
            #expect(first == CSM4_OK && second == CSM4_OK)
        }
        return (sealed, tag, buffer)
    }

    /// Whether both directions refuse these lengths and write nothing. The pointers are null: an implementation that
    /// went on would not live to answer.
    func refusesCCM(nonce: [UInt8], aadByteCount: Int, textByteCount: Int) -> Bool {
        var tag = [UInt8](repeating: 0xA5, count: 16)
        let sealing = unsafe csm4_ccm_seal_sized(
            key, nonce, nonce.count, nil, aadByteCount, nil, textByteCount, nil, &tag, tag.count)
        let opening = unsafe csm4_ccm_open_sized(
            key, nonce, nonce.count, nil, aadByteCount, nil, textByteCount, tag, tag.count, nil)
        return sealing == CSM4_REFUSED && opening == CSM4_REFUSED && tag.allSatisfy { $0 == 0xA5 }
    }
}
