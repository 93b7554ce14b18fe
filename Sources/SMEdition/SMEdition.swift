// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
import Libcrypto

/// The SM-CRYPTO edition: SM4-128-GCM (RFC 8998 §3.2.1), SM3 and HMAC-SM3, SM2 and RSA for imports.
///
/// SM4 is computed by CSM4 or libgcrypt, SM3 and random bytes by libgcrypt, SM2 and RSA by OpenSSL's libcrypto. No part
/// is a validated module; ``status`` says so. Values may be shared between threads.
public struct SMEdition: CryptoEdition {
    /// Always ``Edition/smCrypto``.
    public var edition: Edition { .smCrypto }
    /// Part by part, who computes it: all at level `algorithms-only`.
    public let status: ValidationStatus
    /// What was tested at load.
    public let selfTestReport: SelfTestReport
    /// OAEP with SHA-256 and SHA-1, SM2PKE, and RSAES-PKCS1-v1_5 unless it is switched off.
    public var wrappingAlgorithms: [WrappingAlgorithm] { modules.offer.algorithms }

    /// SHA-1, SHA-256 and HMAC of libcrypto.
    public var wireDigest: any WireDigest { modules.wireDigest }

    let modules: SMModules

    /// Finds the libraries, tests every algorithm and loads the edition.
    ///
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when something that was asked for is missing;
    ///   ``CryptoError/selfTestFailed(name:)``; ``CryptoError/backend(_:)``.
    public init(options: SMOptions = SMOptions()) throws(CryptoError) {
        try self.init(options: options, faultyTest: nil)
    }

    /// Loads with a fault planted in the self-test of that name, to see it refuse; nil in production.
    ///
    /// - Throws: as ``init(options:)``.
    package init(options: SMOptions, faultyTest: String?) throws(CryptoError) {
        let modules = try SMModules(options: options)
        let results = try SelfTestRunner(faultyTest: faultyTest).run(SMSelfTests.all(on: modules))
        self.modules = modules
        status = modules.status
        selfTestReport = modules.report(results: results)
    }

    /// The names of the self-tests that loading with `options` runs.
    package static func selfTestNames(options: SMOptions = SMOptions()) throws(CryptoError) -> [String] {
        SMSelfTests.all(on: try SMModules(options: options)).map(\.name)
    }

    /// Fills the free space from libgcrypt's generator. libgcrypt itself ends the process when it has no entropy.
    public func random(into output: inout OutputSpan<UInt8>) throws(CryptoError) {
        modules.library.fill(&output)
    }

    /// Appends the SM3 digest of `message` (GB/T 32905-2016), 32 bytes.
    ///
    /// - Throws: ``CryptoError/bufferTooSmall(needed:)``; ``CryptoError/backend(_:)``.
    public func hash(_ message: Span<UInt8>, into digest: inout OutputSpan<UInt8>) throws(CryptoError) {
        try modules.digest.hash(message, into: &digest)
    }

    /// SM4-128-GCM under `key`, 16 bytes, computed by what ``selfTestReport`` names.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    public func makeEncryptor(
        key: borrowing KeyMaterial, nonces policy: NoncePolicy
    ) throws(CryptoError) -> any Encryptor {
        try makeEncryptor(key: key, nonces: policy, sealCount: 0)
    }

    /// An encryptor whose key has sealed `sealCount` messages before, to see it reach its limit.
    package func makeEncryptor(
        key: borrowing KeyMaterial, nonces policy: NoncePolicy, sealCount: UInt64
    ) throws(CryptoError) -> any Encryptor {
        try modules.cipher.makeEncryptor(key: key, nonces: modules.nonces, policy: policy, sealCount: sealCount)
    }

    /// HMAC-SM3 (GM/T 0042-2015) under `key`, 16 to 64 bytes.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    public func makeAuthenticator(key: borrowing KeyMaterial) throws(CryptoError) -> any MessageAuthenticator {
        try modules.digest.makeAuthenticator(key: key)
    }

    /// SP 800-108r1 counter mode with HMAC-SM3 under `key`, exactly 16 bytes.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    public func makeDerivation(key: borrowing KeyMaterial) throws(CryptoError) -> any KeyDerivation {
        guard key.byteCount == keyByteCount else {
            throw .wrongKeyLength(expected: keyByteCount, actual: key.byteCount)
        }
        return try modules.makeDerivation(key: key)
    }
}
