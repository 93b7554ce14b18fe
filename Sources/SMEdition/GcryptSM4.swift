// SPDX-License-Identifier: Apache-2.0
internal import CGcrypt
import CryptoEngine

/// SM4-GCM on libgcrypt. No other file but that of the vector suites, `Vectors/GcryptModeHandle.swift`, names its cipher
/// handles.
///
/// A handle serves one call at a time and cannot be copied: keyed ones wait in a pool, and a caller that finds none there,
/// because others are at work, keys a new one. The round keys lie in libgcrypt's ordinary memory and are wiped when it
/// closes the handle.
@safe struct GcryptSM4: ~Copyable, SM4GCM, @unchecked Sendable {
    private let idle: HandlePool
    private let key: KeyMaterial

    /// - Parameter key: 16 bytes.
    /// - Throws: ``CryptoError/backend(_:)``.
    init(key: borrowing KeyMaterial) throws(CryptoError) {
        unsafe idle = HandlePool(try GcryptSM4.openHandle(key: key))
        self.key = KeyMaterial(copying: key)
    }

    deinit { while let handle = unsafe idle.take() { unsafe gcry_cipher_close(handle) } }

    borrowing func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>, authenticating context: UnsafeBufferPointer<UInt8>,
        behindNonceAt sealed: UnsafeMutablePointer<UInt8>
    ) throws(CryptoError) {
        try unsafe withHandle { (handle) throws(CryptoError) in
            try unsafe start(handle, nonce: sealed, context: context)
            let ciphertext = unsafe sealed + SealedLayout.nonceByteCount
            let count = plaintext.count
            try check(
                "gcry_cipher_encrypt",
                unsafe gcry_cipher_encrypt(handle, ciphertext, count, plaintext.baseAddress, count))
            try check(
                "gcry_cipher_gettag", unsafe gcry_cipher_gettag(handle, ciphertext + count, SealedLayout.tagByteCount))
        }
    }

    borrowing func open(
        _ byteCount: Int, behindNonceAt sealed: UnsafePointer<UInt8>,
        authenticating context: UnsafeBufferPointer<UInt8>, into plaintext: UnsafeMutablePointer<UInt8>?
    ) throws(CryptoError) {
        try unsafe withHandle { (handle) throws(CryptoError) in
            try unsafe start(handle, nonce: sealed, context: context)
            let ciphertext = unsafe sealed + SealedLayout.nonceByteCount
            try check(
                "gcry_cipher_decrypt",
                unsafe gcry_cipher_decrypt(handle, plaintext, byteCount, ciphertext, byteCount))
            let verdict = unsafe gcry_cipher_checktag(handle, ciphertext + byteCount, SealedLayout.tagByteCount)
            guard gcry_err_code(verdict) != GPG_ERR_CHECKSUM else { throw .authenticationFailed }
            try check("gcry_cipher_checktag", verdict)
        }
    }

    /// Begins a message: the nonce, which also forgets the message before, and the associated data.
    private borrowing func start(
        _ handle: OpaquePointer, nonce: UnsafePointer<UInt8>, context: UnsafeBufferPointer<UInt8>
    ) throws(CryptoError) {
        try check("gcry_cipher_setiv", unsafe gcry_cipher_setiv(handle, nonce, SealedLayout.nonceByteCount))
        guard !context.isEmpty else { return }
        try check(
            "gcry_cipher_authenticate", unsafe gcry_cipher_authenticate(handle, context.baseAddress, context.count))
    }

    /// Lends a keyed handle, alone, to `body`. One whose call failed, but for the tag, is closed and not used again.
    private borrowing func withHandle(_ body: (OpaquePointer) throws(CryptoError) -> Void) throws(CryptoError) {
        let handle: OpaquePointer
        if let waiting = unsafe idle.take() {
            unsafe handle = unsafe waiting
        } else {
            unsafe handle = try GcryptSM4.openHandle(key: key)
        }
        do throws(CryptoError) {
            try unsafe body(handle)
        } catch {
            if error == .authenticationFailed { unsafe putBack(handle) } else { unsafe gcry_cipher_close(handle) }
            throw error
        }
        unsafe putBack(handle)
    }

    private borrowing func putBack(_ handle: OpaquePointer) {
        unsafe gcry_cipher_close(idle.giveBack(handle))  // nil, when it was kept, is nothing to close
    }

    private static func openHandle(key: borrowing KeyMaterial) throws(CryptoError) -> OpaquePointer {
        var opened: OpaquePointer?
        let mode = CInt(GCRY_CIPHER_MODE_GCM.rawValue)
        try check("gcry_cipher_open", unsafe gcry_cipher_open(&opened, GcryptLibrary.sm4, mode, 0))
        guard let handle = unsafe opened else { throw .backend(BackendFailure(call: "gcry_cipher_open", codes: [])) }
        let failure = unsafe key.withUnsafeBytes { unsafe gcry_cipher_setkey(handle, $0.baseAddress, $0.count) }
        guard failure == 0 else {
            unsafe gcry_cipher_close(handle)
            throw .backend(.gcrypt("gcry_cipher_setkey", failure))
        }
        return unsafe handle
    }
}

/// Turns what a libgcrypt call answered into an error.
private func check(_ call: StaticString, _ code: gcry_error_t) throws(CryptoError) {
    guard code == 0 else { throw .backend(.gcrypt("\(call)", code)) }
}
