// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
import Libcrypto

extension FIPSEdition {
    /// A new RSA-2048 pair. Takes some 0.3 s.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)`` for SM2; ``CryptoError/backend(_:)``.
    public func makeImportKeyPair(_ spec: WrappingKeySpec) throws(CryptoError) -> any ImportKeyPair {
        try LibcryptoImportKeyPair(generating: spec, for: algorithms.offer, in: algorithms.library)
    }

    /// The RSA-2048 pair of a private key in DER PKCS#8.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)`` for SM2;
    ///   ``CryptoError/backend(_:)``.
    public func loadImportKeyPair(
        _ spec: WrappingKeySpec, privateKey: borrowing KeyMaterial
    ) throws(CryptoError) -> any ImportKeyPair {
        try LibcryptoImportKeyPair(spec, privateKey: privateKey, for: algorithms.offer, in: algorithms.library)
    }

    /// The owner's side of an import: wraps `material` under an RSA-2048 public key in DER SubjectPublicKeyInfo.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``; ``CryptoError/unsupportedAlgorithm(name:edition:)`` for one that
    ///   ``FIPSEdition/wrappingAlgorithms`` does not list; ``CryptoError/backend(_:)``, also for material too long.
    public func wrapForImport(
        _ material: borrowing KeyMaterial, publicKeyDER: Span<UInt8>, algorithm: WrappingAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        try LibcryptoImportKeyPair.wrap(
            material, publicKeyDER: publicKeyDER, algorithm: algorithm, for: algorithms.offer, in: algorithms.library)
    }
}
