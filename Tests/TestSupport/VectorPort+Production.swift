// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

extension VectorPort {
    /// `ciphertext ‖ tag 16` of the edition's AEAD with a given nonce, by the implementation that production uses.
    package func sealAsProduction(
        _ plaintext: [UInt8], authenticating context: [UInt8], key: [UInt8], nonce: [UInt8]
    ) throws(VectorRefusal) -> [UInt8] {
        let aead = VectorQuestion.AEAD(
            .gcm, isSM4: edition == .smCrypto, key: key, nonce: nonce, context: context,
            tagByteCount: SealedLayout.tagByteCount)
        let question = VectorQuestion.seal(aead, plaintext: plaintext)
        guard let production = implementations(of: question.algorithm).first else {
            throw .notOffered(question.algorithm.name)
        }
        return try answer(question, by: production)
    }
}
