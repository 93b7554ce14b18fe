// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// A credential with the SecretKey just made for it. The only time that the key leaves the service.
public struct IssuedCredential: ~Copyable, Sendable {
    /// The credential, as stored.
    public let credential: Credential
    package let secretKey: KeyMaterial

    init(credential: Credential, secretKey: consuming KeyMaterial) {
        self.credential = credential
        self.secretKey = secretKey
    }

    /// Reads the SecretKey: 32 characters, ASCII. The span must not outlive `body`; a copy is the caller's to protect.
    public borrowing func withSecretKey<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try secretKey.withBytes(body)
    }
}
