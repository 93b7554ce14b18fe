// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

// What suites set that production does not: lengths, other modes, key wrap.
extension CipherContext {
    /// A context for a cipher and a direction, without a key, that does not pad.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    init(unkeyed cipher: FetchedCipher, _ direction: Direction) throws(CryptoError) {
        let handle = unsafe try ErrorQueue.handle("EVP_CIPHER_CTX_new") { unsafe EVP_CIPHER_CTX_new() }
        unsafe EVP_CIPHER_CTX_set_flags(handle, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW)
        do throws(CryptoError) {
            try ErrorQueue.perform("EVP_CipherInit_ex2") {
                unsafe EVP_CipherInit_ex2(handle, cipher.handle, nil, nil, direction.rawValue, nil)
            }
            try ErrorQueue.perform("EVP_CIPHER_CTX_set_padding") { unsafe EVP_CIPHER_CTX_set_padding(handle, 0) }
        } catch {
            unsafe EVP_CIPHER_CTX_free(handle)
            throw error
        }
        unsafe self.init(adopting: handle)
    }

    /// Sets the length of the nonce of an AEAD cipher, before the key.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` for one that the cipher does not take.
    borrowing func setNonceByteCount(_ byteCount: Int) throws(CryptoError) {
        let handle = unsafe handle
        try ErrorQueue.perform("EVP_CTRL_AEAD_SET_IVLEN") {
            unsafe EVP_CIPHER_CTX_ctrl(handle, EVP_CTRL_AEAD_SET_IVLEN, CInt(clamping: byteCount), nil)
        }
    }

    /// Sets the length of the tag that CCM is to make, before the key.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` for one that the cipher does not take.
    borrowing func setTagByteCount(_ byteCount: Int) throws(CryptoError) {
        let handle = unsafe handle
        try ErrorQueue.perform("EVP_CTRL_AEAD_SET_TAG") {
            unsafe EVP_CIPHER_CTX_ctrl(handle, EVP_CTRL_AEAD_SET_TAG, CInt(clamping: byteCount), nil)
        }
    }

    /// Sets the tag that opening is to find; in CCM before the key, for the tag's length changes the first block.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` for a length that the cipher does not take.
    borrowing func expectTag(_ tag: [UInt8]) throws(CryptoError) {
        let handle = unsafe handle
        var tag = tag
        try ErrorQueue.perform("EVP_CTRL_AEAD_SET_TAG") {
            unsafe EVP_CIPHER_CTX_ctrl(handle, EVP_CTRL_AEAD_SET_TAG, CInt(clamping: tag.count), &tag)
        }
    }

    /// The tag of what was sealed.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func tag(byteCount: Int) throws(CryptoError) -> [UInt8] {
        let handle = unsafe handle
        var tag = [UInt8](repeating: 0, count: byteCount)
        try ErrorQueue.perform("EVP_CTRL_AEAD_GET_TAG") {
            unsafe EVP_CIPHER_CTX_ctrl(handle, EVP_CTRL_AEAD_GET_TAG, CInt(clamping: byteCount), &tag)
        }
        return tag
    }

    /// Sets the key, of the cipher's length, and the nonce or IV; nil where there is none, or the module makes it.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func setKey(_ key: borrowing KeyMaterial, nonce: [UInt8]?) throws(CryptoError) {
        let handle = unsafe handle
        try unsafe key.withUnsafeBytes { (key) throws(CryptoError) in
            try ErrorQueue.perform("EVP_CipherInit_ex2") {
                guard let nonce else { return unsafe EVP_CipherInit_ex2(handle, nil, key.baseAddress, nil, -1, nil) }
                return unsafe EVP_CipherInit_ex2(handle, nil, key.baseAddress, nonce, -1, nil)
            }
        }
    }

    /// Tells CCM the length of the text, before any associated data.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func announceText(byteCount: Int) throws(CryptoError) {
        let handle = unsafe handle
        var written: CInt = 0
        try ErrorQueue.perform("EVP_CipherUpdate") {
            unsafe EVP_CipherUpdate(handle, nil, &written, nil, CInt(clamping: byteCount))
        }
    }

    /// Takes in a text of up to 2³¹ − 32 bytes, which may be empty, in one call, and gives out what came of it.
    ///
    /// - Throws: ``CryptoError/backend(_:)``; ``CryptoError/tooLong(limit:)``. CCM and key wrap find altered input here.
    borrowing func transform(_ text: [UInt8]) throws(CryptoError) -> [UInt8] {
        let excess = 32  // what key wrap adds; and an address for an empty text
        guard text.count <= Int(CInt.max) - excess else { throw .tooLong(limit: UInt64(Int(CInt.max) - excess)) }
        let handle = unsafe handle
        var written: CInt = 0
        var output = [UInt8](repeating: 0, count: text.count + excess)
        let input = text.isEmpty ? [0] : text
        try ErrorQueue.perform("EVP_CipherUpdate") {
            unsafe EVP_CipherUpdate(handle, &output, &written, input, CInt(text.count))
        }
        output.removeLast(output.count - Int(written))
        return output
    }

    /// Ends a message. GCM compares the tag here.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func finish() throws(CryptoError) {
        let handle = unsafe handle
        var written: CInt = 0
        var rest = [UInt8](repeating: 0, count: 32)
        try ErrorQueue.perform("EVP_CipherFinal_ex") { unsafe EVP_CipherFinal_ex(handle, &rest, &written) }
    }

    /// The nonce that the module made for the message just sealed.
    ///
    /// - Throws: as ``readNonce(into:)``.
    borrowing func nonce(byteCount: Int) throws(CryptoError) -> [UInt8] {
        let handle = unsafe handle
        let call: StaticString = "EVP_CIPHER_CTX_get_params"
        var isGenerated: CUnsignedInt = 1
        var nonce = [UInt8](repeating: 0, count: byteCount)
        try ErrorQueue.perform(call) { unsafe hufu_read_nonce(handle, &nonce, byteCount, &isGenerated) }
        guard isGenerated == 1 else {
            throw .backend(BackendFailure(call: "\(call)", codes: ["the module did not make the nonce"]))
        }
        return nonce
    }
}
