// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
internal import Libcrypto

/// The keys that the laboratory's documents are signed with: ECDSA on P-256 with SHA-256 (FIPS 186-5), by OpenSSL's
/// default provider, whichever edition a document is about.
package enum DocumentKeys {
    /// A new pair.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    package static func makeSigner() throws(CryptoError) -> any DocumentSigner {
        try ECDSASigner(generatingIn: library())
    }

    /// The signer of a private key, PKCS#8 as DER or PEM without a password, or RFC 5915 as PEM.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)`` for anything else or another curve; ``CryptoError/backend(_:)``.
    package static func signer(privateKey: borrowing KeyMaterial) throws(CryptoError) -> any DocumentSigner {
        try ECDSASigner(privateKey: privateKey, in: library())
    }

    /// The verifier of a public key, SubjectPublicKeyInfo as PEM or DER.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)`` for anything else or another curve; ``CryptoError/backend(_:)``.
    package static func verifier(publicKey: Span<UInt8>) throws(CryptoError) -> any DocumentVerifier {
        try ECDSAVerifier(publicKey: publicKey, in: library())
    }

    private static func library() throws(CryptoError) -> LibraryContext {
        try LibraryContext(propertyQuery: "provider=default", moduleConfiguration: nil)
    }
}
