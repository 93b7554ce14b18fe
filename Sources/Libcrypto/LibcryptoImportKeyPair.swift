// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// The wrapping key pair of one import, RSA-2048 or SM2, computed by libcrypto. May be shared between threads.
package final class LibcryptoImportKeyPair: ImportKeyPair {
    private let key: KeyHandle
    private let spec: WrappingKeySpec
    private let offer: ImportOffer

    package let publicKeyDER: [UInt8]

    /// Generates a pair.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``; ``CryptoError/backend(_:)``.
    package convenience init(
        generating spec: WrappingKeySpec, for offer: ImportOffer, in library: LibraryContext
    ) throws(CryptoError) {
        try offer.require(spec)
        try self.init(spec, key: KeyHandle(generating: spec.keySpec, in: library), offer: offer)
    }

    /// The pair of a private key in DER PKCS#8.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``; ``CryptoError/malformedKey(kind:)`` for another
    ///   form, type or size, and for bytes behind the key.
    package convenience init(
        _ spec: WrappingKeySpec, privateKey: borrowing KeyMaterial, for offer: ImportOffer, in library: LibraryContext
    ) throws(CryptoError) {
        try offer.require(spec)
        try self.init(spec, key: KeyHandle(spec.keySpec, privateKey: privateKey, in: library), offer: offer)
    }

    private init(_ spec: WrappingKeySpec, key: KeyHandle, offer: ImportOffer) throws(CryptoError) {
        publicKeyDER = try key.publicKeyDER()
        self.key = key
        self.spec = spec
        self.offer = offer
    }

    package func privateKey() throws(CryptoError) -> KeyMaterial { try key.privateKey() }

    package func unwrap(
        _ wrapped: Span<UInt8>, algorithm: WrappingAlgorithm, keyByteCount: Int
    ) throws(CryptoError) -> KeyMaterial {
        try offer.require(algorithm, for: spec)
        let material: KeyMaterial
        do throws(CryptoError) {
            switch algorithm {
            case .rsaesPKCS1v15:
                let block = try key.decryptRSA(wrapped, padding: .none)
                return try ConstantTime.unpadPKCS1v15(block, keyByteCount: keyByteCount)
            case .rsaesOAEPSHA1, .rsaesOAEPSHA256:
                material = try key.decrypt(wrapped, algorithm: algorithm.encryption)
            case .sm2PKE: material = try key.decrypt(SM2Ciphertext(wrapped, keyByteCount: keyByteCount))
            }
        } catch {
            throw .unwrapFailed  // whatever failed
        }
        guard material.byteCount == keyByteCount else {
            throw .wrongKeyLength(expected: keyByteCount, actual: material.byteCount)
        }
        return material
    }

    /// The owner's side: wraps `material` under a public key in DER SubjectPublicKeyInfo. SM2 gives GM/T 0009 DER.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``; ``CryptoError/malformedKey(kind:)``;
    ///   ``CryptoError/backend(_:)``, also for material too long for the algorithm.
    package static func wrap(
        _ material: borrowing KeyMaterial, publicKeyDER: Span<UInt8>, algorithm: WrappingAlgorithm,
        for offer: ImportOffer, in library: LibraryContext
    ) throws(CryptoError) -> [UInt8] {
        try offer.require(algorithm, for: algorithm.keySpec)
        let key = try KeyHandle(algorithm.keySpec.keySpec, publicKeyDER: publicKeyDER, in: library)
        return try key.encrypt(material, algorithm: algorithm.encryption)
    }
}
