// SPDX-License-Identifier: Apache-2.0

/// An AEAD cipher bound to one key. Values may be shared between tasks and threads; no lock is taken.
///
/// The sealed form is `nonce 12 ‖ ciphertext n ‖ tag 16`. The backend draws the nonce at random inside its module
/// (NIST SP 800-38D §8.2.2), so no caller can repeat one.
public protocol Encryptor: Sendable {
    /// Appends `nonce ‖ ciphertext ‖ tag` to `sealed`.
    ///
    /// - Parameters:
    ///   - plaintext: 0 to 2³⁶ − 32 bytes (SP 800-38D §5.2.1.1).
    ///   - context: associated data; authenticated, not encrypted, not stored.
    ///   - sealed: needs `plaintext.count + 28` free bytes.
    /// - Throws: ``CryptoError/bufferTooSmall(needed:)``; ``CryptoError/tooLong(limit:)``;
    ///   ``CryptoError/keyExhausted`` after 2³² seals (§8.3); ``CryptoError/randomUnavailable``;
    ///   ``CryptoError/backend(_:)``. Nothing stays appended then.
    func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, into sealed: inout OutputSpan<UInt8>
    ) throws(CryptoError)

    /// Appends the plaintext; or wipes what it wrote and throws (SP 800-38D §7.2).
    ///
    /// - Parameters:
    ///   - sealed: `nonce ‖ ciphertext ‖ tag` as ``seal(_:authenticating:into:)`` appended it.
    ///   - context: the associated data given at sealing.
    ///   - plaintext: needs `sealed.count − 28` free bytes.
    /// - Throws: ``CryptoError/authenticationFailed`` for altered bytes, fewer than 28 bytes, another context or
    ///   another key; ``CryptoError/bufferTooSmall(needed:)``; ``CryptoError/backend(_:)``.
    func open(
        _ sealed: Span<UInt8>, authenticating context: Span<UInt8>, into plaintext: inout OutputSpan<UInt8>
    ) throws(CryptoError)
}

/// Lengths of the sealed form `nonce ‖ ciphertext ‖ tag`, the same in both editions.
public enum SealedLayout {
    /// 96-bit nonce, in bytes.
    @inlinable public static var nonceByteCount: Int { 12 }
    /// 128-bit tag, in bytes; never shorter.
    @inlinable public static var tagByteCount: Int { 16 }
    /// What sealing adds to the plaintext, in bytes.
    @inlinable public static var overheadByteCount: Int { nonceByteCount + tagByteCount }
    /// The longest plaintext in bytes (NIST SP 800-38D §5.2.1.1).
    @inlinable public static var plaintextByteCountLimit: UInt64 { (1 << 36) - 32 }
    /// How many messages one key seals with random nonces (NIST SP 800-38D §8.3).
    @inlinable public static var sealCountLimit: UInt64 { 1 << 32 }
}

extension Encryptor {
    /// Seals into a new array: `nonce ‖ ciphertext ‖ tag`, `plaintext.count + 28` bytes.
    ///
    /// - Throws: as ``seal(_:authenticating:into:)``.
    public func seal(_ plaintext: [UInt8], authenticating context: [UInt8] = []) throws(CryptoError) -> [UInt8] {
        try seal(plaintext.span, authenticating: context.span)
    }

    /// Seals a span into a new array.
    ///
    /// - Throws: as ``seal(_:authenticating:into:)``.
    public func seal(_ plaintext: Span<UInt8>, authenticating context: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        let byteCount = plaintext.count + SealedLayout.overheadByteCount
        return try [UInt8](capacity: byteCount) { (sealed: inout OutputSpan<UInt8>) throws(CryptoError) in
            try seal(plaintext, authenticating: context, into: &sealed)
        }
    }

    /// Opens into a new array.
    ///
    /// - Throws: as ``open(_:authenticating:into:)``.
    public func open(_ sealed: [UInt8], authenticating context: [UInt8] = []) throws(CryptoError) -> [UInt8] {
        try open(sealed.span, authenticating: context.span)
    }

    /// Opens a span into a new array.
    ///
    /// - Throws: as ``open(_:authenticating:into:)``.
    public func open(_ sealed: Span<UInt8>, authenticating context: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        let byteCount = max(0, sealed.count - SealedLayout.overheadByteCount)
        return try [UInt8](capacity: byteCount) { (plaintext: inout OutputSpan<UInt8>) throws(CryptoError) in
            try open(sealed, authenticating: context, into: &plaintext)
        }
    }
}
