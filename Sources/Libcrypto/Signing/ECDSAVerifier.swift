// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Verifies ECDSA signatures on P-256 with SHA-256, computed by libcrypto. May be shared between threads.
package final class ECDSAVerifier: DocumentVerifier {
    private let key: KeyHandle

    package let publicKeyPEM: String

    /// The verifier of a public key, SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) as PEM or DER.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)`` for anything else, another curve and a point that is not on it;
    ///   ``CryptoError/backend(_:)``.
    package init(publicKey: Span<UInt8>, in library: LibraryContext) throws(CryptoError) {
        key = try KeyHandle(p256PublicKey: publicKey, in: library)
        publicKeyPEM = try key.publicKeyPEM()
    }

    package func verifies(_ signature: Span<UInt8>, over document: Span<UInt8>) throws(CryptoError) -> Bool {
        try key.verifies(signature, of: document, as: .raw, algorithm: .eccP256R1)
    }
}
