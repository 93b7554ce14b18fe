// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// The public half of an asymmetric key.
public struct PublicKeyInfo: Sendable, Hashable {
    /// The key.
    public let keyID: KeyID
    /// What it is for.
    public let usage: KeyUsage
    /// DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    public let der: [UInt8]
}

/// A signature, and the key that made it.
public struct KeySignature: Sendable, Hashable {
    /// The key.
    public let keyID: KeyID
    /// 256 bytes for RSA-2048, else DER `SEQUENCE { INTEGER r, INTEGER s }`.
    public let bytes: [UInt8]
}

/// What an asymmetric key decrypted, in locked memory until its caller takes it.
public struct DecryptedSecret: ~Copyable, Sendable {
    /// The key.
    public let keyID: KeyID
    package let plaintext: KeyMaterial

    init(keyID: KeyID, plaintext: consuming KeyMaterial) {
        self.keyID = keyID
        self.plaintext = plaintext
    }

    /// Length in bytes.
    public var byteCount: Int { plaintext.byteCount }

    /// Reads the plaintext. The span must not outlive `body`; a copy made of it is the caller's to protect.
    public borrowing func withPlaintext<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try plaintext.withBytes(body)
    }
}
