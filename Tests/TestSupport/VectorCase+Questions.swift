// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
package import VectorSuites

extension VectorCase {
    /// An AEAD case taken apart, for tests that ask a library without an edition.
    package struct SealedText {
        package let id: String
        package let aead: VectorQuestion.AEAD
        /// Nil when the case must be refused.
        package let plaintext: [UInt8]?
        package let ciphertext: [UInt8]
        package let tag: [UInt8]
    }

    /// The case's opening; nil when it has none.
    package var sealedText: SealedText? {
        guard case .checks(let checks) = content, case .known(.open(let aead, let sealed), let expected)? = checks.last
        else { return nil }
        var plaintext: [UInt8]?
        if case .answer(let bytes) = expected { plaintext = bytes }
        return SealedText(
            id: id, aead: aead, plaintext: plaintext, ciphertext: sealed.dropLast(aead.tagByteCount),
            tag: sealed.suffix(aead.tagByteCount))
    }

    /// The case's mode with its two texts; nil when it is about something else.
    package var modeText: (mode: VectorQuestion.Mode, plaintext: [UInt8], ciphertext: [UInt8])? {
        guard case .checks(let checks) = content,
            case .known(.encrypt(let mode, let plaintext), .answer(let ciphertext))? = checks.first
        else { return nil }
        return (mode, plaintext, ciphertext)
    }
}
