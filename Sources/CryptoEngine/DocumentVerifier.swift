// SPDX-License-Identifier: Apache-2.0

/// Verifies what a ``DocumentSigner`` signed. Threads may share it.
package protocol DocumentVerifier: Sendable {
    /// The public key as ``DocumentSigner/publicKeyPEM`` writes it: the same key, the same text.
    var publicKeyPEM: String { get }

    /// Whether `signature` (DER) is this key's over `document`; false for anything that is no signature.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when verification cannot begin.
    func verifies(_ signature: Span<UInt8>, over document: Span<UInt8>) throws(CryptoError) -> Bool
}
