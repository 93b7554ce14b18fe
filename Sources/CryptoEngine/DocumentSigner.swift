// SPDX-License-Identifier: Apache-2.0

/// Signs what the laboratory hands out, with ECDSA on P-256 and SHA-256 (FIPS 186-5 §6). Threads may share it.
///
/// It is no part of an edition: the reports of both are signed alike, so that one `openssl` command verifies them.
package protocol DocumentSigner: Sendable {
    /// The public key as PEM SubjectPublicKeyInfo (RFC 7468 §13), with a line feed at its end.
    var publicKeyPEM: String { get }

    /// A detached signature: DER `ECDSA-Sig-Value` (RFC 3279 §2.2.3), 8 to 72 bytes, another one each time.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func sign(_ document: Span<UInt8>) throws(CryptoError) -> [UInt8]
}
