// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// An asymmetric key of an edition's offer, public or with its private part, computed by libcrypto. Threads may share it.
package final class LibcryptoKey: AsymmetricKey {
    private let key: KeyHandle
    private let offer: AsymmetricOffer

    package let spec: AsymmetricKeySpec
    package let publicKeyDER: [UInt8]

    /// Generates a pair and tests that its halves belong together.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``; ``CryptoError/selfTestFailed(name:)``;
    ///   ``CryptoError/backend(_:)``.
    package convenience init(
        generating spec: AsymmetricKeySpec, for offer: AsymmetricOffer, in library: LibraryContext
    ) throws(CryptoError) {
        try offer.require(spec)
        try self.init(spec, key: KeyHandle(generating: spec, in: library), offer: offer)
    }

    /// The pair of a private key in DER PKCS#8.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``; ``CryptoError/malformedKey(kind:)`` for another
    ///   form, type, size or curve, and for bytes behind the key.
    package convenience init(
        _ spec: AsymmetricKeySpec, privateKey: borrowing KeyMaterial, for offer: AsymmetricOffer,
        in library: LibraryContext
    ) throws(CryptoError) {
        try offer.require(spec)
        try self.init(spec, key: KeyHandle(spec, privateKey: privateKey, in: library), offer: offer)
    }

    /// The public key of a DER SubjectPublicKeyInfo. It signs and decrypts nothing: ``CryptoError/backend(_:)``.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``; ``CryptoError/malformedKey(kind:)`` for another
    ///   form, type, size or curve, a point that is not on it, and bytes behind the key; ``CryptoError/backend(_:)``.
    package convenience init(
        _ spec: AsymmetricKeySpec, publicKeyDER: Span<UInt8>, for offer: AsymmetricOffer, in library: LibraryContext
    ) throws(CryptoError) {
        try offer.require(spec)
        try self.init(spec, key: KeyHandle(spec, publicKeyDER: publicKeyDER, in: library), offer: offer)
    }

    private init(_ spec: AsymmetricKeySpec, key: KeyHandle, offer: AsymmetricOffer) throws(CryptoError) {
        publicKeyDER = try key.publicKeyDER()
        self.spec = spec
        self.key = key
        self.offer = offer
    }

    package func privateKey() throws(CryptoError) -> KeyMaterial { try key.privateKey() }

    package func sign(
        _ message: Span<UInt8>, as form: MessageForm, algorithm: SignatureAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        try offer.require(algorithm, for: spec)
        try MessageDigest.check(message, as: form)
        return try key.sign(message, as: form, algorithm: algorithm)
    }

    package func verifies(
        _ signature: Span<UInt8>, of message: Span<UInt8>, as form: MessageForm, algorithm: SignatureAlgorithm
    ) throws(CryptoError) -> Bool {
        try offer.require(algorithm, for: spec)
        try MessageDigest.check(message, as: form)
        return try key.verifies(signature, of: message, as: form, algorithm: algorithm)
    }

    package func encrypt(
        _ secret: borrowing KeyMaterial, algorithm: EncryptionAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        try offer.require(algorithm, for: spec)
        if let limit = algorithm.plaintextByteCountLimit, secret.byteCount > limit {
            throw .tooLong(limit: UInt64(limit))
        }
        return try key.encrypt(secret, algorithm: algorithm)
    }

    package func decrypt(
        _ ciphertext: Span<UInt8>, algorithm: EncryptionAlgorithm
    ) throws(CryptoError) -> KeyMaterial {
        try offer.require(algorithm, for: spec)
        return try key.decrypt(ciphertext, algorithm: algorithm)
    }
}
