// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
import Libcrypto

/// Wrapping pairs for imports: RSA-2048 and SM2, both computed by libcrypto.
extension SMEdition {
    /// A new RSA-2048 or SM2 pair. RSA takes some 0.3 s.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    public func makeImportKeyPair(_ spec: WrappingKeySpec) throws(CryptoError) -> any ImportKeyPair {
        try LibcryptoImportKeyPair(generating: spec, for: modules.offer, in: modules.libcrypto)
    }

    /// The pair whose private key is `privateKey` (DER PKCS#8).
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/backend(_:)``.
    public func loadImportKeyPair(
        _ spec: WrappingKeySpec, privateKey: borrowing KeyMaterial
    ) throws(CryptoError) -> any ImportKeyPair {
        try LibcryptoImportKeyPair(spec, privateKey: privateKey, for: modules.offer, in: modules.libcrypto)
    }

    /// The owner's side of an import: wraps `material` under a public key (DER SubjectPublicKeyInfo).
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)`` for
    ///   RSAES-PKCS1-v1_5 where it is switched off; ``CryptoError/backend(_:)``, also for material too long.
    public func wrapForImport(
        _ material: borrowing KeyMaterial, publicKeyDER: Span<UInt8>, algorithm: WrappingAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        try LibcryptoImportKeyPair.wrap(
            material, publicKeyDER: publicKeyDER, algorithm: algorithm, for: modules.offer, in: modules.libcrypto)
    }
}
