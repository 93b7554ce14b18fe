// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

/// The algorithms of the edition, fetched once from one sub-mode's provider: production and self-tests use the same.
struct FIPSAlgorithms: Sendable {
    let library: LibraryContext
    let subMode: SubMode
    let offer: ImportOffer
    let asymmetricOffer: AsymmetricOffer
    let cipher: FetchedCipher
    let digest: FetchedDigest
    let wireDigest: LibcryptoWireDigest
    private let hmac: FetchedMAC
    private let kbkdf: FetchedKDF
    private let nonces: NonceSource

    /// OpenSSL's name of the edition's hash.
    private static let digestName = "SHA2-256"

    /// Opens the library, probes the provider and fetches everything.
    ///
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)``; ``CryptoError/backend(_:)``.
    init(_ options: FIPSOptions) throws(CryptoError) {
        subMode = try options.subMode()
        library = try LibraryContext(
            propertyQuery: subMode.propertyQuery, moduleConfiguration: subMode.moduleConfiguration)
        try ProviderProbe(library: library, subMode: subMode).run()
        offer = ImportOffer(
            edition: .fips,
            algorithms: [.rsaesOAEPSHA256, .rsaesOAEPSHA1] + (options.allowPKCS1v15 ? [.rsaesPKCS1v15] : []))
        asymmetricOffer = AsymmetricOffer(
            edition: .fips, specs: [.rsa2048, .p256], allowsPKCS1v15: options.allowPKCS1v15)
        cipher = try FetchedCipher("AES-256-GCM", in: library)
        digest = try FetchedDigest(Self.digestName, in: library)
        wireDigest = try LibcryptoWireDigest(in: library)
        hmac = try FetchedMAC("HMAC", in: library)
        kbkdf = try FetchedKDF("KBKDF", in: library)
        let library = library
        nonces = NonceSource { bytes in
            do throws(CryptoError) {
                try library.random(.visible, into: &bytes)
                return true
            } catch {
                return false
            }
        }
    }

    /// AES-256-GCM under `key`. In a validated module the module makes each nonce inside the call, whatever the policy.
    ///
    /// - Parameters:
    ///   - key: 32 bytes.
    ///   - policy: where nonces come from in `algorithms-only`.
    ///   - sealCount: how many messages the key has sealed; zero but in tests.
    /// - Returns: an encryptor, to be shared freely.
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    func makeEncryptor(
        key: borrowing KeyMaterial, nonces policy: NoncePolicy, sealCount: UInt64 = 0
    ) throws(CryptoError) -> GCMEncryptor {
        try GCMEncryptor(
            cipher, key: key, nonces: nonceOrigin(policy), counter: SealCounter(startingAt: sealCount))
    }

    /// Where the nonces of new encryptors come from: in a validated module from nowhere but the module.
    func nonceOrigin(_ policy: NoncePolicy) -> GCMEncryptor.NonceOrigin {
        switch subMode {
        case .algorithmsOnly: .source(nonces, policy)
        case .validatedModule: .module
        }
    }

    /// HMAC-SHA-256 under `key`.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func makeAuthenticator(key: borrowing KeyMaterial) throws(CryptoError) -> HMACAuthenticator {
        try HMACAuthenticator(hmac, digest: Self.digestName, key: key)
    }

    /// SP 800-108r1 under `key`: the module's own in a validated module; else over HMAC contexts keyed once, which is
    /// faster and gives the same bytes.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func makeDerivation(key: borrowing KeyMaterial) throws(CryptoError) -> any KeyDerivation {
        switch subMode {
        case .algorithmsOnly: CounterModeDerivation(authenticator: try makeAuthenticator(key: key), edition: .fips)
        case .validatedModule: makeKBKDF(key: key)
        }
    }

    /// SP 800-108r1 by the library's own KBKDF.
    func makeKBKDF(key: borrowing KeyMaterial) -> KBKDFDerivation {
        KBKDFDerivation(kbkdf, digest: Self.digestName, key: key, edition: .fips)
    }
}
