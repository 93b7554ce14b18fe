// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
import Libcrypto

/// AES-256-GCM (NIST SP 800-38D) with SHA-256 (FIPS 180-4), HMAC (FIPS 198-1) and the counter-mode KDF (SP 800-108r1),
/// RSA-2048 for import, all computed by OpenSSL's libcrypto. May be shared between tasks and threads.
///
/// It runs in one of two sub-modes: `validated-module`, everything fetched with `fips=yes` from the module that
/// ``FIPSOptions/moduleConfig`` names; or `algorithms-only`, from the default provider. ``status`` says which.
public final class FIPSEdition: CryptoEdition {
    let algorithms: FIPSAlgorithms

    /// `fips`.
    public let edition = Edition.fips
    /// What is validated, function by function.
    public let status: ValidationStatus
    /// What was tested at load, and on which provider.
    public let selfTestReport: SelfTestReport

    /// OAEP with SHA-256 and with SHA-1; PKCS #1 v1.5 where ``FIPSOptions/allowPKCS1v15`` says so.
    public var wrappingAlgorithms: [WrappingAlgorithm] { algorithms.offer.algorithms }

    /// SHA-1, SHA-256 and HMAC of the same module.
    public var wireDigest: any WireDigest { algorithms.wireDigest }

    /// Loads the edition: module, probes, self-tests, in this order.
    ///
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when the module asked for is missing or unfit, or the options
    ///   contradict each other; ``CryptoError/selfTestFailed(name:)``; ``CryptoError/backend(_:)``.
    public convenience init(options: FIPSOptions = FIPSOptions()) throws(CryptoError) {
        try self.init(options: options, faultyTest: nil)
    }

    /// Loads the edition with a fault planted in the self-test of that name, to see it refuse; nil for none.
    ///
    /// - Throws: as ``init(options:)``.
    package init(options: FIPSOptions, faultyTest: String?) throws(CryptoError) {
        algorithms = try FIPSAlgorithms(options)
        let results = try SelfTestRunner(faultyTest: faultyTest).run(FIPSSelfTests(algorithms: algorithms).all)
        let inventory = FIPSInventory(algorithms: algorithms)
        status = inventory.status
        selfTestReport = SelfTestReport(
            edition: .fips, status: inventory.status, libraries: inventory.libraries, kernels: inventory.kernels,
            remarks: inventory.remarks, results: results)
    }

    /// Fills the free space of `output` from the provider's DRBG for secrets (SP 800-90A) at a strength of 256 bits.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``; nothing is appended then.
    public func random(into output: inout OutputSpan<UInt8>) throws(CryptoError) {
        try algorithms.library.random(.secret, into: &output)
    }

    /// Appends SHA-256 (FIPS 180-4) of `message`, 32 bytes.
    ///
    /// - Throws: ``CryptoError/bufferTooSmall(needed:)``; ``CryptoError/backend(_:)``.
    public func hash(_ message: Span<UInt8>, into digest: inout OutputSpan<UInt8>) throws(CryptoError) {
        try algorithms.digest.hash(message, into: &digest)
    }

    /// AES-256-GCM under `key`. In `validated-module` the module makes each nonce inside the call, whatever `nonces` says.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)`` for a key that is not 32 bytes;
    ///   ``CryptoError/backend(_:)``.
    public func makeEncryptor(
        key: borrowing KeyMaterial, nonces: NoncePolicy
    ) throws(CryptoError) -> any Encryptor {
        try algorithms.makeEncryptor(key: key, nonces: nonces)
    }

    /// HMAC-SHA-256 (FIPS 198-1) under `key` of 16 to 64 bytes.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    public func makeAuthenticator(key: borrowing KeyMaterial) throws(CryptoError) -> any MessageAuthenticator {
        try AuthenticatorKey.check(byteCount: key.byteCount)
        return try algorithms.makeAuthenticator(key: key)
    }

    /// SP 800-108r1 counter mode with HMAC-SHA-256 under `key`: the module's own KDF in `validated-module`.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)`` for a key that is not 32 bytes;
    ///   ``CryptoError/backend(_:)``.
    public func makeDerivation(key: borrowing KeyMaterial) throws(CryptoError) -> any KeyDerivation {
        guard key.byteCount == keyByteCount else {
            throw .wrongKeyLength(expected: keyByteCount, actual: key.byteCount)
        }
        return try algorithms.makeDerivation(key: key)
    }
}
