// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Owns one `EVP_CIPHER_CTX`, keyed, of an AEAD cipher but in vector suites. One thread at a time.
///
/// Its calls leave the thread's error queue alone until one fails: they are the hot path.
@safe struct CipherContext: ~Copyable {
    let handle: OpaquePointer

    /// A context keyed for `cipher` with a key of the cipher's length, without a nonce.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    init(_ cipher: FetchedCipher, key: borrowing KeyMaterial) throws(CryptoError) {
        let handle = unsafe try ErrorQueue.handle("EVP_CIPHER_CTX_new") { unsafe EVP_CIPHER_CTX_new() }
        let answer = unsafe key.withUnsafeBytes {
            unsafe EVP_CipherInit_ex2(handle, cipher.handle, $0.baseAddress, nil, Direction.seal.rawValue, nil)
        }
        guard answer == 1 else {
            unsafe EVP_CIPHER_CTX_free(handle)
            throw ErrorQueue.drain(after: "EVP_CipherInit_ex2")
        }
        unsafe self.handle = handle
    }

    /// A copy of a keyed context that never had a nonce. The original is only read: any number of threads may copy it.
    ///
    /// - Throws: ``CryptoError/backend(_:)``, also where the provider cannot copy AEAD contexts (OpenSSL before 3.0.11).
    init(copying other: borrowing CipherContext) throws(CryptoError) {
        let handle = unsafe try ErrorQueue.handle("EVP_CIPHER_CTX_new") { unsafe EVP_CIPHER_CTX_new() }
        guard unsafe EVP_CIPHER_CTX_copy(handle, other.handle) == 1 else {
            unsafe EVP_CIPHER_CTX_free(handle)
            throw ErrorQueue.drain(after: "EVP_CIPHER_CTX_copy")
        }
        unsafe self.handle = handle
    }

    /// Takes over what ``relinquish()`` gave.
    init(adopting handle: OpaquePointer) { unsafe self.handle = handle }

    /// Gives the handle to the caller, who owns it then.
    consuming func relinquish() -> OpaquePointer {
        let handle = unsafe handle
        discard self
        return unsafe handle
    }

    deinit { unsafe EVP_CIPHER_CTX_free(handle) }  // libcrypto wipes the key schedule

    /// What the next message is to be.
    enum Direction: CInt {
        case open = 0
        case seal = 1
    }

    /// Begins a message under the context's key with the 12 bytes at `nonce`.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func start(_ direction: Direction, nonce: UnsafePointer<UInt8>) throws(CryptoError) {
        guard unsafe EVP_CipherInit_ex2(handle, nil, nil, nonce, direction.rawValue, nil) == 1 else {
            throw ErrorQueue.drain(after: "EVP_CipherInit_ex2")
        }
    }

    /// Takes in associated data, before any ``process(_:into:)``.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func authenticate(_ context: Span<UInt8>) throws(CryptoError) {
        guard context.count > 0 else { return }
        try unsafe context.withUnsafeBufferPointer { (context) throws(CryptoError) in
            try unsafe update(context, into: nil)
        }
    }

    /// Encrypts or decrypts `input` to as many bytes at `output`.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func process(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
    ) throws(CryptoError) {
        try unsafe update(input, into: output)
    }

    /// Feeds the input in pieces whose length the library's `int` can hold.
    private borrowing func update(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>?
    ) throws(CryptoError) {
        guard let start = input.baseAddress else { return }
        let longestPiece = 1 << 30
        var offset = 0
        while offset < input.count {
            let piece = min(longestPiece, input.count - offset)
            var written: CInt = 0
            let target = unsafe output.map { unsafe $0 + offset }
            guard unsafe EVP_CipherUpdate(handle, target, &written, start + offset, CInt(piece)) == 1,
                Int(written) == piece
            else { throw ErrorQueue.drain(after: "EVP_CipherUpdate") }
            offset += piece
        }
    }

    /// Ends sealing: writes the 16-byte tag.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func finishSealing(tag: UnsafeMutablePointer<UInt8>) throws(CryptoError) {
        var written: CInt = 0
        guard unsafe EVP_CipherFinal_ex(handle, tag, &written) == 1 else {
            throw ErrorQueue.drain(after: "EVP_CipherFinal_ex")
        }
        let byteCount = CInt(SealedLayout.tagByteCount)
        guard unsafe EVP_CIPHER_CTX_ctrl(handle, EVP_CTRL_AEAD_GET_TAG, byteCount, tag) == 1 else {
            throw ErrorQueue.drain(after: "EVP_CIPHER_CTX_ctrl")
        }
    }

    /// Ends opening: compares the 16-byte tag, in the library, in constant time.
    ///
    /// - Throws: ``CryptoError/authenticationFailed`` when it does not match; ``CryptoError/backend(_:)``.
    borrowing func finishOpening(tag: UnsafePointer<UInt8>) throws(CryptoError) {
        let byteCount = CInt(SealedLayout.tagByteCount)
        let expected = unsafe UnsafeMutablePointer(mutating: tag)  // only read
        guard unsafe EVP_CIPHER_CTX_ctrl(handle, EVP_CTRL_AEAD_SET_TAG, byteCount, expected) == 1 else {
            throw ErrorQueue.drain(after: "EVP_CIPHER_CTX_ctrl")
        }
        var written: CInt = 0
        var nothing: UInt8 = 0
        guard unsafe EVP_CipherFinal_ex(handle, &nothing, &written) == 1 else {
            ErrorQueue.clear()
            throw .authenticationFailed
        }
    }

    /// Reads the 12-byte nonce that the module made for the message just sealed.
    ///
    /// - Throws: ``CryptoError/backend(_:)``, also when the module says that it was given the nonce (from OpenSSL 3.4 on;
    ///   older ones do not say).
    borrowing func readNonce(into nonce: UnsafeMutablePointer<UInt8>) throws(CryptoError) {
        let call: StaticString = "EVP_CIPHER_CTX_get_params"
        var isGenerated: CUnsignedInt = 1
        guard unsafe hufu_read_nonce(handle, nonce, SealedLayout.nonceByteCount, &isGenerated) == 1 else {
            throw ErrorQueue.drain(after: call)
        }
        guard isGenerated == 1 else {
            throw .backend(BackendFailure(call: "\(call)", codes: ["the module did not make the nonce"]))
        }
    }
}
