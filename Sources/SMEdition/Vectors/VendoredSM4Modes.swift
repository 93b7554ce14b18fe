// SPDX-License-Identifier: Apache-2.0
internal import CSM4
import CryptoEngine

/// SM4 on one kernel of CSM4 in every mode and with every length that it has. The caller has checked the lengths.
struct VendoredSM4Modes {
    let kernel: VendoredSM4Kernel

    /// `ciphertext ‖ tag`.
    func seal(_ aead: VectorQuestion.AEAD, _ plaintext: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        var ciphertext = [UInt8](repeating: 0, count: plaintext.count)
        var tag = [UInt8](repeating: 0, count: aead.tagByteCount)
        let answer = unsafe withKey(of: aead) { key in
            switch aead.mode {
            case .gcm:
                unsafe csm4_gcm_seal_sized(
                    key, aead.nonce, aead.nonce.count, aead.context, aead.context.count, plaintext, plaintext.count,
                    &ciphertext, &tag, tag.count)
            case .ccm:
                unsafe csm4_ccm_seal_sized(
                    key, aead.nonce, aead.nonce.count, aead.context, aead.context.count, plaintext, plaintext.count,
                    &ciphertext, &tag, tag.count)
            }
        }
        guard answer == CSM4_OK else { throw .notOffered("these lengths on CSM4") }
        return ciphertext + tag
    }

    /// The plaintext, if the tag is right.
    func open(_ aead: VectorQuestion.AEAD, _ sealed: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let tag = Array(sealed.suffix(aead.tagByteCount))
        let byteCount = sealed.count - tag.count
        var plaintext = [UInt8](repeating: 0, count: byteCount)
        let answer = unsafe withKey(of: aead) { key in
            switch aead.mode {
            case .gcm:
                unsafe csm4_gcm_open_sized(
                    key, aead.nonce, aead.nonce.count, aead.context, aead.context.count, sealed, byteCount, tag,
                    tag.count, &plaintext)
            case .ccm:
                unsafe csm4_ccm_open_sized(
                    key, aead.nonce, aead.nonce.count, aead.context, aead.context.count, sealed, byteCount, tag,
                    tag.count, &plaintext)
            }
        }
        guard answer == CSM4_OK else { throw .refused }
        return plaintext
    }

    /// ECB, CBC or CTR: as many bytes as there were.
    func process(_ mode: VectorQuestion.Mode, _ text: [UInt8], encrypts: Bool) -> [UInt8] {
        let blockCount = text.count / Int(CSM4_BLOCK_BYTES)
        var output = [UInt8](repeating: 0, count: text.count)
        var iv = mode.iv
        unsafe kernel.expand(KeyMaterial(knownBytes: mode.key)).withUnsafeBytes {
            let key = OpaquePointer($0.baseAddress)
            switch (mode.name, encrypts) {
            case (.ecb, true): unsafe csm4_ecb_encrypt_blocks(key, text, &output, blockCount)
            case (.ecb, false): unsafe csm4_ecb_decrypt_blocks(key, text, &output, blockCount)
            case (.cbc, true): unsafe csm4_cbc_encrypt(key, &iv, text, &output, blockCount)
            case (.cbc, false): unsafe csm4_cbc_decrypt(key, &iv, text, &output, blockCount)
            case (.ctr, _): unsafe csm4_ctr(key, &iv, text, &output, text.count)
            }
        }
        return output
    }

    /// A block encrypted `count` times under one key.
    func iterate(_ key: [UInt8], _ block: [UInt8], _ count: Int) -> [UInt8] {
        var block = block
        unsafe kernel.expand(KeyMaterial(knownBytes: key)).withUnsafeBytes { key in
            unsafe block.withUnsafeMutableBufferPointer { block in
                for _ in 0..<count {
                    unsafe csm4_ecb_encrypt_blocks(
                        OpaquePointer(key.baseAddress), block.baseAddress, block.baseAddress, 1)
                }
            }
        }
        return block
    }

    /// Lends the expanded key that the mode wants; it is wiped afterwards.
    private func withKey(of aead: VectorQuestion.AEAD, _ body: (OpaquePointer?) -> CInt) -> CInt {
        let key = KeyMaterial(knownBytes: aead.key)
        let expanded = aead.mode == .gcm ? kernel.expandForGCM(key) : kernel.expand(key)
        return unsafe expanded.withUnsafeBytes { unsafe body(OpaquePointer($0.baseAddress)) }
    }
}
