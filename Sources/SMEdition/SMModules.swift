// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

/// Everything that the edition computes with, chosen at load and tested before it is used.
struct SMModules: Sendable {
    let library: GcryptLibrary
    let cipher: SM4Implementation
    let digest: SM3Implementation
    let nonces: NonceSource
    /// For SM2 and RSA, and for SM3 where libgcrypt has none.
    let libcrypto: LibraryContext
    let offer: ImportOffer
    let asymmetricOffer: AsymmetricOffer
    let wireDigest: LibcryptoWireDigest

    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when a part that was asked for is missing.
    init(options: SMOptions) throws(CryptoError) {
        let libcrypto = try LibraryContext(propertyQuery: "provider=default", moduleConfiguration: nil)
        let library = try GcryptLibrary(simulatesAbsence: options.simulatesOldLibgcrypt)
        self.library = library
        cipher = try SM4Implementation(options: options, library: library)
        digest = try SM3Implementation(library: library, fallback: libcrypto)
        nonces = NonceSource { bytes in
            library.fillNonces(&bytes)
            return true
        }
        self.libcrypto = libcrypto
        wireDigest = try LibcryptoWireDigest(in: libcrypto)
        asymmetricOffer = AsymmetricOffer(
            edition: .smCrypto, specs: [.rsa2048, .sm2], allowsPKCS1v15: options.allowPKCS1v15)
        offer = ImportOffer(edition: .smCrypto, algorithms: SMModules.wrappingAlgorithms(options))
    }

    private static func wrappingAlgorithms(_ options: SMOptions) -> [WrappingAlgorithm] {
        [.rsaesOAEPSHA256, .rsaesOAEPSHA1] + (options.allowPKCS1v15 ? [.rsaesPKCS1v15] : []) + [.sm2PKE]
    }

    /// All implementations of SM4 that the self-tests run on.
    var ciphers: [SM4Implementation] { SM4Implementation.available(in: library) }

    /// Counter-mode derivation over HMAC-SM3 under a key of any length that HMAC takes.
    func makeDerivation(key: borrowing KeyMaterial) throws(CryptoError) -> any KeyDerivation {
        CounterModeDerivation(authenticator: try digest.makeAuthenticator(key: key), edition: .smCrypto)
    }

    /// `count` random bytes.
    func randomBytes(_ count: Int) -> [UInt8] {
        [UInt8](capacity: count) { library.fill(&$0) }
    }
}
