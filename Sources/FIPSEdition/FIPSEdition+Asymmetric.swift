// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
import Libcrypto

/// Asymmetric keys: RSA-2048 and P-256, in `validated-module` made and used inside the module.
extension FIPSEdition {
    /// RSA-2048 and P-256.
    public var asymmetricKeySpecs: [AsymmetricKeySpec] { algorithms.asymmetricOffer.specs }

    /// OAEP with SHA-1 and with SHA-256; PKCS #1 v1.5 where ``FIPSOptions/allowPKCS1v15`` says so.
    public var encryptionAlgorithms: [EncryptionAlgorithm] { algorithms.asymmetricOffer.encryptionAlgorithms }

    /// A new pair, tested for pairwise consistency. RSA-2048 takes some 0.3 s.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)`` for SM2; ``CryptoError/selfTestFailed(name:)``;
    ///   ``CryptoError/backend(_:)``.
    public func makeAsymmetricKey(_ spec: AsymmetricKeySpec) throws(CryptoError) -> any AsymmetricKey {
        try LibcryptoKey(generating: spec, for: algorithms.asymmetricOffer, in: algorithms.library)
    }

    /// The pair of a private key in DER PKCS#8.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)`` for SM2.
    public func loadAsymmetricKey(
        _ spec: AsymmetricKeySpec, privateKey: borrowing KeyMaterial
    ) throws(CryptoError) -> any AsymmetricKey {
        try LibcryptoKey(spec, privateKey: privateKey, for: algorithms.asymmetricOffer, in: algorithms.library)
    }

    /// The public key of a DER SubjectPublicKeyInfo, validated.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)`` for SM2;
    ///   ``CryptoError/backend(_:)``.
    public func loadPublicKey(
        _ spec: AsymmetricKeySpec, publicKeyDER: Span<UInt8>
    ) throws(CryptoError) -> any AsymmetricPublicKey {
        try LibcryptoKey(spec, publicKeyDER: publicKeyDER, for: algorithms.asymmetricOffer, in: algorithms.library)
    }
}
