// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension KeyHandle {
    /// A signature by an algorithm that the key's kind takes.
    ///
    /// - Throws: ``CryptoError/backend(_:)``, also for a key without its private part, and for a digest of another length.
    func sign(
        _ message: Span<UInt8>, as form: MessageForm, algorithm: SignatureAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        let scheme = SignatureScheme(algorithm)
        switch form {
        case .raw: return try MessageSignature(self, scheme: scheme, verifies: false).sign(message)
        case .digest: return try KeyOperation(using: self).sign(digest: message, scheme: scheme)
        }
    }

    /// Whether `signature` is one of the message by an algorithm that the key's kind takes.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when verification cannot begin.
    func verifies(
        _ signature: Span<UInt8>, of message: Span<UInt8>, as form: MessageForm, algorithm: SignatureAlgorithm
    ) throws(CryptoError) -> Bool {
        let scheme = SignatureScheme(algorithm)
        switch form {
        case .raw:
            return try MessageSignature(self, scheme: scheme, verifies: true).verifies(signature, of: message)
        case .digest:
            return try KeyOperation(using: self).verifies(signature, ofDigest: message, scheme: scheme)
        }
    }
}
