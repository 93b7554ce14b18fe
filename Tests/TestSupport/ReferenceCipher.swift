// SPDX-License-Identifier: Apache-2.0
internal import CGcrypt
import CryptoEditions
import CryptoEngine

/// AES-256-GCM of libgcrypt: a program independent of OpenSSL, to compare the FIPS edition with. One test's own; not shared.
@safe package final class ReferenceCipher {
    private let handle: gcry_cipher_hd_t

    /// What libgcrypt answered when it should have answered 0.
    package struct Failure: Error {
        let code: UInt32
    }

    /// Opens libgcrypt's cipher under a key of 32 bytes.
    package init(key: [UInt8]) throws {
        _ = try Edition.smCrypto.load()  // initialises libgcrypt, once in the process and in the right order
        var opened: gcry_cipher_hd_t?
        let mode = CInt(GCRY_CIPHER_MODE_GCM.rawValue)
        let code = unsafe gcry_cipher_open(&opened, CInt(GCRY_CIPHER_AES256.rawValue), mode, 0)
        guard code == 0, let handle = unsafe opened else { throw Failure(code: code) }
        unsafe self.handle = unsafe handle
        try check(unsafe gcry_cipher_setkey(handle, key, key.count))
    }

    deinit { unsafe gcry_cipher_close(handle) }

    /// `nonce ‖ ciphertext ‖ tag`.
    package func seal(_ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, nonce: [UInt8]) throws -> [UInt8] {
        try start(nonce: nonce, context: context)
        var text = [UInt8](repeating: 0, count: plaintext.count)
        try unsafe plaintext.withUnsafeBufferPointer {
            try check(unsafe gcry_cipher_encrypt(handle, &text, text.count, $0.baseAddress, $0.count))
        }
        var tag = [UInt8](repeating: 0, count: SealedLayout.tagByteCount)
        try check(unsafe gcry_cipher_gettag(handle, &tag, tag.count))
        return nonce + text + tag
    }

    /// The plaintext of `nonce ‖ ciphertext ‖ tag`; nil when the tag does not match.
    package func open(_ sealed: Span<UInt8>, authenticating context: Span<UInt8>) throws -> [UInt8]? {
        try start(nonce: (0..<SealedLayout.nonceByteCount).map { sealed[$0] }, context: context)
        var text = [UInt8](repeating: 0, count: sealed.count - SealedLayout.overheadByteCount)
        return try unsafe sealed.withUnsafeBufferPointer { sealed in
            guard let ciphertext = unsafe sealed.baseAddress.map({ unsafe $0 + SealedLayout.nonceByteCount }) else {
                return nil
            }
            try check(unsafe gcry_cipher_decrypt(handle, &text, text.count, ciphertext, text.count))
            let tag = unsafe ciphertext + text.count
            return unsafe gcry_cipher_checktag(handle, tag, SealedLayout.tagByteCount) == 0 ? text : nil
        }
    }

    private func start(nonce: [UInt8], context: Span<UInt8>) throws {
        try check(unsafe gcry_cipher_setiv(handle, nonce, nonce.count))
        try unsafe context.withUnsafeBufferPointer {
            guard !$0.isEmpty else { return }
            try check(unsafe gcry_cipher_authenticate(handle, $0.baseAddress, $0.count))
        }
    }

    private func check(_ code: gcry_error_t) throws {
        guard code == 0 else { throw Failure(code: code) }
    }
}
