// SPDX-License-Identifier: Apache-2.0
internal import CPeerOpenSSL

/// AES-256-GCM by bare `EVP_*` calls in one context that is keyed once: the least that OpenSSL itself asks for.
///
/// No nonce is made, no seal is counted, nothing is allocated, each answer is checked. One thread at a time.
@safe package struct BareEVP: ~Copyable {
    private let context: OpaquePointer

    /// Length of the IV that the caller gives, in bytes.
    package static let ivByteCount = 12
    /// Length of the tag, in bytes.
    package static let tagByteCount = 16

    /// A context keyed with 32 bytes, of OpenSSL's default provider.
    package init(key: [UInt8]) {
        precondition(key.count == 32, "AES-256 takes a key of 32 bytes")
        guard let cipher = unsafe EVP_CIPHER_fetch(nil, "AES-256-GCM", "provider=default"),
            let context = unsafe EVP_CIPHER_CTX_new()
        else { fatalError("OpenSSL offers no AES-256-GCM") }
        Self.check(unsafe EVP_EncryptInit_ex2(context, cipher, key, nil, nil))
        unsafe EVP_CIPHER_free(cipher)  // the context holds it from here on
        unsafe self.context = context
    }

    deinit { unsafe EVP_CIPHER_CTX_free(context) }

    /// Writes `ciphertext ‖ tag`, `plaintext.count + 16` bytes, with the 12 bytes at `iv`; at most 2³¹ − 1 bytes.
    ///
    /// Four calls: the IV, the plaintext, the end, the tag.
    package borrowing func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>
    ) {
        var written: CInt = 0
        Self.check(unsafe EVP_EncryptInit_ex2(context, nil, nil, iv, nil))
        Self.check(
            unsafe EVP_EncryptUpdate(context, sealed, &written, plaintext.baseAddress, CInt(plaintext.count)))
        let tag = unsafe sealed + plaintext.count
        Self.check(unsafe EVP_EncryptFinal_ex(context, tag, &written))
        Self.check(unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, CInt(Self.tagByteCount), tag))
    }

    /// Writes the plaintext of `ciphertext ‖ tag` under the 12 bytes at `iv`; at most 2³¹ − 1 bytes.
    ///
    /// Four calls: the IV, the ciphertext, the tag, the end.
    package borrowing func open(
        _ sealed: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to plaintext: UnsafeMutablePointer<UInt8>
    ) {
        let byteCount = sealed.count - Self.tagByteCount
        guard byteCount >= 0, let ciphertext = sealed.baseAddress else { fatalError("too short to be sealed") }
        var written: CInt = 0
        Self.check(unsafe EVP_DecryptInit_ex2(context, nil, nil, iv, nil))
        Self.check(unsafe EVP_DecryptUpdate(context, plaintext, &written, ciphertext, CInt(byteCount)))
        let tag = unsafe UnsafeMutablePointer(mutating: ciphertext + byteCount)  // only read
        Self.check(unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, CInt(Self.tagByteCount), tag))
        Self.check(unsafe EVP_DecryptFinal_ex(context, plaintext + byteCount, &written))
    }

    private static func check(_ answer: CInt) {
        precondition(answer == 1, "an OpenSSL call failed")
    }
}
