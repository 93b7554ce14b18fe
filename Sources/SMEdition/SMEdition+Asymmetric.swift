// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
import Libcrypto

/// Asymmetric keys: RSA-2048 and SM2, both computed by libcrypto.
extension SMEdition {
    /// RSA-2048 and SM2.
    public var asymmetricKeySpecs: [AsymmetricKeySpec] { modules.asymmetricOffer.specs }

    /// SM2 in both forms, OAEP with SHA-1 and SHA-256, and RSAES-PKCS1-v1_5 unless it is switched off.
    public var encryptionAlgorithms: [EncryptionAlgorithm] { modules.asymmetricOffer.encryptionAlgorithms }

    /// A new pair, tested for pairwise consistency. RSA-2048 takes some 0.3 s.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)`` for P-256; ``CryptoError/selfTestFailed(name:)``;
    ///   ``CryptoError/backend(_:)``.
    public func makeAsymmetricKey(_ spec: AsymmetricKeySpec) throws(CryptoError) -> any AsymmetricKey {
        try LibcryptoKey(generating: spec, for: modules.asymmetricOffer, in: modules.libcrypto)
    }

    /// The pair whose private key is `privateKey` (DER PKCS#8).
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)`` for P-256.
    public func loadAsymmetricKey(
        _ spec: AsymmetricKeySpec, privateKey: borrowing KeyMaterial
    ) throws(CryptoError) -> any AsymmetricKey {
        try LibcryptoKey(spec, privateKey: privateKey, for: modules.asymmetricOffer, in: modules.libcrypto)
    }

    /// The public key of `publicKeyDER` (DER SubjectPublicKeyInfo), once it is validated.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)`` for P-256;
    ///   ``CryptoError/backend(_:)``.
    public func loadPublicKey(
        _ spec: AsymmetricKeySpec, publicKeyDER: Span<UInt8>
    ) throws(CryptoError) -> any AsymmetricPublicKey {
        try LibcryptoKey(spec, publicKeyDER: publicKeyDER, for: modules.asymmetricOffer, in: modules.libcrypto)
    }
}
