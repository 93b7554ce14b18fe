// SPDX-License-Identifier: Apache-2.0

/// One loaded edition: everything that touches keys comes from it, and from one place.
///
/// A value of its own, not a global: both editions may be loaded in one process. It exists only when every self-test
/// passed. Values may be shared between tasks and threads.
public protocol CryptoEdition: Sendable {
    /// Which edition this is.
    var edition: Edition { get }

    /// What is validated, part by part, as it really is.
    var status: ValidationStatus { get }

    /// What was tested at load, on which libraries and CPU kernels.
    var selfTestReport: SelfTestReport { get }

    /// The ways in which an owner may wrap material for import, as configured.
    var wrappingAlgorithms: [WrappingAlgorithm] { get }

    /// The kinds of asymmetric keys that the edition makes and uses.
    var asymmetricKeySpecs: [AsymmetricKeySpec] { get }

    /// The ways in which the edition encrypts under a public key and decrypts, as configured.
    var encryptionAlgorithms: [EncryptionAlgorithm] { get }

    /// Hash and HMAC for protocols that fix them, in both editions the same.
    var wireDigest: any WireDigest { get }

    /// Fills all of the free space of `output` from the edition's own random generator.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``.
    func random(into output: inout OutputSpan<UInt8>) throws(CryptoError)

    /// Appends the edition's hash of `message`, 32 bytes: SHA-256 (FIPS 180-4) or SM3 (GB/T 32905-2016).
    ///
    /// - Throws: ``CryptoError/bufferTooSmall(needed:)``; ``CryptoError/backend(_:)``.
    func hash(_ message: Span<UInt8>, into digest: inout OutputSpan<UInt8>) throws(CryptoError)

    /// An AEAD cipher under `key`, which has the edition's key length.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    func makeEncryptor(key: borrowing KeyMaterial, nonces: NoncePolicy) throws(CryptoError) -> any Encryptor

    /// HMAC of the edition's hash under `key`, which has 16 to 64 bytes.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    func makeAuthenticator(key: borrowing KeyMaterial) throws(CryptoError) -> any MessageAuthenticator

    /// SP 800-108r1 counter mode under `key`, which has exactly the edition's key length (another would collide, as
    /// HMAC pads with zeros).
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    func makeDerivation(key: borrowing KeyMaterial) throws(CryptoError) -> any KeyDerivation

    /// A new wrapping key pair for one import. RSA takes some 0.3 s.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``; ``CryptoError/backend(_:)``.
    func makeImportKeyPair(_ spec: WrappingKeySpec) throws(CryptoError) -> any ImportKeyPair

    /// The pair whose private key is `privateKey` (DER PKCS#8).
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)``;
    ///   ``CryptoError/backend(_:)``.
    func loadImportKeyPair(
        _ spec: WrappingKeySpec, privateKey: borrowing KeyMaterial
    ) throws(CryptoError) -> any ImportKeyPair

    /// The owner's side of an import: wraps `material` under a public key (DER SubjectPublicKeyInfo).
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)``;
    ///   ``CryptoError/backend(_:)``, also for material too long for the algorithm.
    func wrapForImport(
        _ material: borrowing KeyMaterial, publicKeyDER: Span<UInt8>, algorithm: WrappingAlgorithm
    ) throws(CryptoError) -> [UInt8]

    /// A new asymmetric key, which passed a pairwise consistency test (FIPS 140-3 IG 10.3.A). RSA takes some 0.3 s.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``; ``CryptoError/selfTestFailed(name:)``;
    ///   ``CryptoError/backend(_:)``.
    func makeAsymmetricKey(_ spec: AsymmetricKeySpec) throws(CryptoError) -> any AsymmetricKey

    /// The asymmetric key whose private part is `privateKey` (DER PKCS#8).
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)``.
    func loadAsymmetricKey(
        _ spec: AsymmetricKeySpec, privateKey: borrowing KeyMaterial
    ) throws(CryptoError) -> any AsymmetricKey

    /// The public key of `publicKeyDER` (DER SubjectPublicKeyInfo), once it is validated.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)``;
    ///   ``CryptoError/backend(_:)``.
    func loadPublicKey(
        _ spec: AsymmetricKeySpec, publicKeyDER: Span<UInt8>
    ) throws(CryptoError) -> any AsymmetricPublicKey
}

extension CryptoEdition {
    /// Length of every symmetric key of the edition in bytes.
    public var keyByteCount: Int { edition.keyByteCount }

    /// A new symmetric key from the edition's generator.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``.
    public func makeKey() throws(CryptoError) -> KeyMaterial { try makeSecret(byteCount: keyByteCount) }

    /// `byteCount` secret bytes from the edition's generator.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``.
    public func makeSecret(byteCount: Int) throws(CryptoError) -> KeyMaterial {
        try KeyMaterial(byteCount: byteCount) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
            try random(into: &output)
        }
    }

    /// `count` random bytes from the edition's generator, for values that are not keys.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``.
    public func randomBytes(_ count: Int) throws(CryptoError) -> [UInt8] {
        try [UInt8](capacity: count) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
            try random(into: &output)
        }
    }

    /// The edition's 32-byte hash of `message`.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    public func hash(_ message: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        try [UInt8](capacity: 32) { (digest: inout OutputSpan<UInt8>) throws(CryptoError) in
            try hash(message, into: &digest)
        }
    }

    /// An AEAD cipher under `key`, its nonces from the per-thread batch or from the module.
    ///
    /// - Throws: as ``makeEncryptor(key:nonces:)``.
    public func makeEncryptor(key: borrowing KeyMaterial) throws(CryptoError) -> any Encryptor {
        try makeEncryptor(key: key, nonces: .buffered)
    }

    /// Wraps keys under `key` with the edition's AEAD.
    ///
    /// - Throws: as ``makeEncryptor(key:nonces:)``.
    public func makeKeyWrapper(key: borrowing KeyMaterial) throws(CryptoError) -> any KeyWrapper {
        AEADKeyWrapper(encryptor: try makeEncryptor(key: key, nonces: .buffered))
    }

    /// The ways in which the edition's asymmetric keys sign.
    public var signatureAlgorithms: [SignatureAlgorithm] {
        SignatureAlgorithm.allCases.filter { asymmetricKeySpecs.contains($0.keySpec) }
    }

    /// Encrypts a secret for a caller who named a public key (DER SubjectPublicKeyInfo) and an algorithm.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)`` for an algorithm that the edition does not offer,
    ///   looked at before the key; ``CryptoError/malformedKey(kind:)`` for a key that is not of the algorithm's kind;
    ///   ``CryptoError/tooLong(limit:)``; ``CryptoError/backend(_:)``.
    public func encryptForRecipient(
        _ secret: borrowing KeyMaterial, publicKeyDER: Span<UInt8>, algorithm: EncryptionAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        guard encryptionAlgorithms.contains(algorithm) else {
            throw .unsupportedAlgorithm(name: algorithm.rawValue, edition: edition)
        }
        return try loadPublicKey(algorithm.keySpec, publicKeyDER: publicKeyDER).encrypt(secret, algorithm: algorithm)
    }
}
