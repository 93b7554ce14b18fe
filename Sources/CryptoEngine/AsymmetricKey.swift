// SPDX-License-Identifier: Apache-2.0

/// A public key: verifies what its private half signed, and encrypts what only that half decrypts.
///
/// Values may be shared between threads.
public protocol AsymmetricPublicKey: Sendable {
    /// The kind of the key.
    var spec: AsymmetricKeySpec { get }

    /// The public key as DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    var publicKeyDER: [UInt8] { get }

    /// Whether `signature` is this key's over `message`; false for anything that is no signature.
    ///
    /// RSASSA-PSS takes a salt of any length here (RFC 8017 §9.1.2 with the length recovered).
    ///
    /// - Parameters:
    ///   - signature: 256 bytes for RSA-2048; DER `SEQUENCE { INTEGER r, INTEGER s }` for ECDSA and SM2.
    ///   - message: of any length, or its digest of 32 bytes.
    ///   - form: which of both `message` is.
    ///   - algorithm: one that the key's kind takes.
    /// - Returns: whether it is.
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``;
    ///   ``CryptoError/wrongDigestLength(expected:actual:)``; ``CryptoError/backend(_:)`` when verification cannot begin.
    func verifies(
        _ signature: Span<UInt8>, of message: Span<UInt8>, as form: MessageForm, algorithm: SignatureAlgorithm
    ) throws(CryptoError) -> Bool

    /// Encrypts a secret for the owner of the private half. Another ciphertext each time.
    ///
    /// - Parameters:
    ///   - secret: 1 byte or more; RSA takes at most 245 (RSAES-PKCS1-v1_5), 214 (OAEP, SHA-1) or 190 (OAEP, SHA-256).
    ///   - algorithm: one that the key's kind takes.
    /// - Returns: the ciphertext, 256 bytes for RSA-2048.
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``; ``CryptoError/tooLong(limit:)``;
    ///   ``CryptoError/backend(_:)``.
    func encrypt(_ secret: borrowing KeyMaterial, algorithm: EncryptionAlgorithm) throws(CryptoError) -> [UInt8]
}

/// A key pair: also signs and decrypts.
public protocol AsymmetricKey: AsymmetricPublicKey {
    /// The private key as DER PKCS#8 (RFC 5958), to rest wrapped in a store.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func privateKey() throws(CryptoError) -> KeyMaterial

    /// A signature: 256 bytes for RSA-2048, else DER `SEQUENCE { INTEGER r, INTEGER s }` of 8 to 72 bytes. Another one
    /// each time, except with RSASSA-PKCS1-v1_5.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``;
    ///   ``CryptoError/wrongDigestLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    func sign(
        _ message: Span<UInt8>, as form: MessageForm, algorithm: SignatureAlgorithm
    ) throws(CryptoError) -> [UInt8]

    /// Decrypts what was encrypted under the public half.
    ///
    /// - Parameters:
    ///   - ciphertext: 256 bytes for RSA-2048; for SM2 as the algorithm says.
    ///   - algorithm: one that the key's kind takes.
    /// - Returns: the plaintext, in locked memory.
    /// - Throws: ``CryptoError/decryptionFailed``, one error for every ciphertext that does not decrypt;
    ///   ``CryptoError/unsupportedAlgorithm(name:edition:)``.
    func decrypt(_ ciphertext: Span<UInt8>, algorithm: EncryptionAlgorithm) throws(CryptoError) -> KeyMaterial
}

/// The digest of a message that is signed, in either edition.
package enum MessageDigest {
    /// Length in bytes: SHA-256, or e = SM3(Z ‖ M).
    package static let byteCount = 32

    /// - Throws: ``CryptoError/wrongDigestLength(expected:actual:)`` when a digest has another length.
    package static func check(_ message: Span<UInt8>, as form: MessageForm) throws(CryptoError) {
        guard form == .digest, message.count != byteCount else { return }
        throw .wrongDigestLength(expected: byteCount, actual: message.count)
    }
}
