// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Signs with ECDSA on P-256 and SHA-256, computed by libcrypto. May be shared between threads.
package final class ECDSASigner: DocumentSigner {
    private let key: KeyHandle

    package let publicKeyPEM: String

    /// Makes a pair.
    ///
    /// - Throws: ``CryptoError/selfTestFailed(name:)``; ``CryptoError/backend(_:)``.
    package convenience init(generatingIn library: LibraryContext) throws(CryptoError) {
        try self.init(KeyHandle(generating: .p256, in: library))
    }

    /// The signer of a private key, PKCS#8 (RFC 5958 §2) as DER or PEM without a password, or RFC 5915 as PEM.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)`` for anything else or another curve; ``CryptoError/backend(_:)``.
    package convenience init(privateKey: borrowing KeyMaterial, in library: LibraryContext) throws(CryptoError) {
        try self.init(KeyHandle(p256PrivateKey: privateKey, in: library))
    }

    private init(_ key: KeyHandle) throws(CryptoError) {
        publicKeyPEM = try key.publicKeyPEM()
        self.key = key
    }

    /// The private key as DER PKCS#8.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    package func privateKey() throws(CryptoError) -> KeyMaterial { try key.privateKey() }

    package func sign(_ document: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        try key.sign(document, as: .raw, algorithm: .eccP256R1)
    }
}
