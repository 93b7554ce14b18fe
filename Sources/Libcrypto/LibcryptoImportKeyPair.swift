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
        try self.init(spec, key: KeyHandle(generating: spec, in: library), offer: offer)
    }

    /// The pair of a private key in DER PKCS#8.
    ///
    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)``; ``CryptoError/malformedKey(kind:)`` for another
    ///   form, type or size, and for bytes behind the key.
    package convenience init(
        _ spec: WrappingKeySpec, privateKey: borrowing KeyMaterial, for offer: ImportOffer, in library: LibraryContext
    ) throws(CryptoError) {
        try offer.require(spec)
        try self.init(spec, key: KeyHandle(spec, privateKey: privateKey, in: library), offer: offer)
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
        switch algorithm {
        case .rsaesPKCS1v15:
            let block = try decryptRSA(wrapped, padding: .none)
            return try ConstantTime.unpadPKCS1v15(block, keyByteCount: keyByteCount)
        case .rsaesOAEPSHA1: material = try decryptRSA(wrapped, padding: .oaep(digest: "SHA1"))
        case .rsaesOAEPSHA256: material = try decryptRSA(wrapped, padding: .oaep(digest: "SHA2-256"))
        case .sm2PKE:
            guard let ciphertext = SM2Ciphertext(wrapped, keyByteCount: keyByteCount) else { throw .unwrapFailed }
            material = try decrypt(ciphertext.der.span, padding: .sm2)
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
        let key = try KeyHandle(algorithm.keySpec, publicKeyDER: publicKeyDER, in: library)
        let padding: KeyOperation.Padding =
            switch algorithm {
            case .rsaesPKCS1v15: .pkcs1v15
            case .rsaesOAEPSHA1: .oaep(digest: "SHA1")
            case .rsaesOAEPSHA256: .oaep(digest: "SHA2-256")
            case .sm2PKE: .sm2
            }
        return try KeyOperation(using: key).encrypt(material, padding: padding)
    }

    /// Length of an RSA-2048 modulus, and so of every ciphertext, in bytes.
    private static let modulusByteCount = 256

    /// Refuses a ciphertext of another length than the modulus (RFC 8017 §7.1.2, step 1 b; §7.2.2, step 1), which
    /// libcrypto would take for one without its leading zeros.
    ///
    /// - Throws: ``CryptoError/unwrapFailed``.
    private func decryptRSA(_ wrapped: Span<UInt8>, padding: KeyOperation.Padding) throws(CryptoError) -> KeyMaterial {
        guard wrapped.count == Self.modulusByteCount else { throw .unwrapFailed }
        return try decrypt(wrapped, padding: padding)
    }

    /// - Throws: ``CryptoError/unwrapFailed``, whatever the library said: its reasons could serve as an oracle.
    private func decrypt(_ wrapped: Span<UInt8>, padding: KeyOperation.Padding) throws(CryptoError) -> KeyMaterial {
        do throws(CryptoError) {
            return try KeyOperation(using: key).decrypt(wrapped, padding: padding)
        } catch {
            throw .unwrapFailed
        }
    }
}
