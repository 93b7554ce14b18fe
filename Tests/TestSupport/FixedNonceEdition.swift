// SPDX-License-Identifier: Apache-2.0
package import CryptoEditions
import Synchronization

/// An edition whose seals take their nonces from a list, for worked examples; all else is the real edition's.
package final class FixedNonceEdition: CryptoEdition {
    private let real: any CryptoEdition
    private let port: any VectorPort
    private let nonces: Mutex<[[UInt8]]>
    private let policies = Mutex<[NoncePolicy]>([])

    /// - Parameters:
    ///   - edition: the edition to load.
    ///   - nonces: 12 bytes each, taken in this order; a seal past the end throws ``CryptoError/randomUnavailable``.
    /// - Throws: what loading the edition throws.
    package init(_ edition: Edition, nonces: [[UInt8]] = []) throws {
        real = try edition.loaded()
        port = try edition.loadVectorPort(FIPSModule.editionOptions)
        self.nonces = Mutex(nonces)
    }

    /// The nonce policy of each encryptor made so far, in order.
    package var madeEncryptors: [NoncePolicy] { policies.withLock(\.self) }

    package var edition: Edition { real.edition }
    package var status: ValidationStatus { real.status }
    package var selfTestReport: SelfTestReport { real.selfTestReport }
    package var wrappingAlgorithms: [WrappingAlgorithm] { real.wrappingAlgorithms }
    package var asymmetricKeySpecs: [AsymmetricKeySpec] { real.asymmetricKeySpecs }
    package var encryptionAlgorithms: [EncryptionAlgorithm] { real.encryptionAlgorithms }
    package var wireDigest: any WireDigest { real.wireDigest }

    package func random(into output: inout OutputSpan<UInt8>) throws(CryptoError) { try real.random(into: &output) }

    package func hash(_ message: Span<UInt8>, into digest: inout OutputSpan<UInt8>) throws(CryptoError) {
        try real.hash(message, into: &digest)
    }

    package func makeEncryptor(
        key: borrowing KeyMaterial, nonces policy: NoncePolicy
    ) throws(CryptoError) -> any Encryptor {
        policies.withLock { $0.append(policy) }
        return FixedNonceEncryptor(
            real: try real.makeEncryptor(key: key, nonces: policy), port: port, key: key,
            takeNonce: { [self] in
                nonces.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            })
    }

    package func makeAuthenticator(key: borrowing KeyMaterial) throws(CryptoError) -> any MessageAuthenticator {
        try real.makeAuthenticator(key: key)
    }

    package func makeDerivation(key: borrowing KeyMaterial) throws(CryptoError) -> any KeyDerivation {
        try real.makeDerivation(key: key)
    }

    package func makeImportKeyPair(_ spec: WrappingKeySpec) throws(CryptoError) -> any ImportKeyPair {
        try real.makeImportKeyPair(spec)
    }

    package func loadImportKeyPair(
        _ spec: WrappingKeySpec, privateKey: borrowing KeyMaterial
    ) throws(CryptoError) -> any ImportKeyPair {
        try real.loadImportKeyPair(spec, privateKey: privateKey)
    }

    package func wrapForImport(
        _ material: borrowing KeyMaterial, publicKeyDER: Span<UInt8>, algorithm: WrappingAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        try real.wrapForImport(material, publicKeyDER: publicKeyDER, algorithm: algorithm)
    }

    package func makeAsymmetricKey(_ spec: AsymmetricKeySpec) throws(CryptoError) -> any AsymmetricKey {
        try real.makeAsymmetricKey(spec)
    }

    package func loadAsymmetricKey(
        _ spec: AsymmetricKeySpec, privateKey: borrowing KeyMaterial
    ) throws(CryptoError) -> any AsymmetricKey {
        try real.loadAsymmetricKey(spec, privateKey: privateKey)
    }

    package func loadPublicKey(
        _ spec: AsymmetricKeySpec, publicKeyDER: Span<UInt8>
    ) throws(CryptoError) -> any AsymmetricPublicKey {
        try real.loadPublicKey(spec, publicKeyDER: publicKeyDER)
    }
}

/// Seals with given nonces through the vector port; opens through the real encryptor.
private final class FixedNonceEncryptor: Encryptor {
    private let real: any Encryptor
    private let port: any VectorPort
    private let key: KeyMaterial
    private let takeNonce: @Sendable () -> [UInt8]?

    init(
        real: any Encryptor, port: any VectorPort, key: borrowing KeyMaterial,
        takeNonce: @escaping @Sendable () -> [UInt8]?
    ) {
        self.real = real
        self.port = port
        self.key = KeyMaterial(copying: key)
        self.takeNonce = takeNonce
    }

    func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, into sealed: inout OutputSpan<UInt8>
    ) throws(CryptoError) {
        guard let nonce = takeNonce() else { throw .randomUnavailable }
        for byte in try port.sealAsProduct(plaintext, authenticating: context, key: key, nonce: nonce) {
            sealed.append(byte)
        }
    }

    func open(
        _ sealed: Span<UInt8>, authenticating context: Span<UInt8>, into plaintext: inout OutputSpan<UInt8>
    ) throws(CryptoError) {
        try real.open(sealed, authenticating: context, into: &plaintext)
    }
}
