// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// SM4-GCM (RFC 8998 §3.2.1) under one key, by one implementation. Shared between threads; takes no lock.
///
/// Both functions work on the sealed form `nonce 12 ‖ ciphertext n ‖ tag 16` and trust their caller with lengths; the
/// checks, the nonce and the count of seals are ``SM4Encryptor``'s.
protocol SM4GCM: ~Copyable, Sendable {
    /// Writes ciphertext and tag behind the nonce that already stands in the first 12 bytes of `sealed`.
    ///
    /// - Parameters:
    ///   - plaintext: at most 2³⁶ − 32 bytes.
    ///   - context: associated data.
    ///   - sealed: the first of `plaintext.count + 28` bytes, which overlap nothing else.
    /// - Throws: ``CryptoError/backend(_:)``.
    func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>, authenticating context: UnsafeBufferPointer<UInt8>,
        behindNonceAt sealed: UnsafeMutablePointer<UInt8>
    ) throws(CryptoError)

    /// Verifies and decrypts. The caller wipes the plaintext's place whenever this throws.
    ///
    /// - Parameters:
    ///   - byteCount: length of the plaintext in bytes.
    ///   - sealed: the first of `byteCount + 28` bytes.
    ///   - context: associated data.
    ///   - plaintext: `byteCount` bytes, which overlap nothing else; may be nil when there are none.
    /// - Throws: ``CryptoError/authenticationFailed``; ``CryptoError/backend(_:)``.
    func open(
        _ byteCount: Int, behindNonceAt sealed: UnsafePointer<UInt8>,
        authenticating context: UnsafeBufferPointer<UInt8>, into plaintext: UnsafeMutablePointer<UInt8>?
    ) throws(CryptoError)
}

extension SM4GCM where Self: ~Copyable {
    /// Seals with a given nonce: `nonce ‖ ciphertext ‖ tag`. For known answers only.
    func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, nonce: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        precondition(nonce.count == SealedLayout.nonceByteCount, "a nonce has 12 bytes")
        var sealed = nonce
        sealed += [UInt8](repeating: 0, count: plaintext.count + SealedLayout.tagByteCount)
        try unsafe sealed.withUnsafeMutableBufferPointer { (buffer) throws(CryptoError) in
            guard let start = buffer.baseAddress else { return }
            try unsafe plaintext.withUnsafeBufferPointer { (plaintext) throws(CryptoError) in
                try unsafe context.withUnsafeBufferPointer { (context) throws(CryptoError) in
                    try unsafe seal(plaintext, authenticating: context, behindNonceAt: start)
                }
            }
        }
        return sealed
    }
}
