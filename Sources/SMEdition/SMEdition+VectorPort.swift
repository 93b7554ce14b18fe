// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

extension SMEdition: VectorPort {
    /// On the SM4 implementation that the edition chose.
    package func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, key: borrowing KeyMaterial, nonce: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let sealed = try modules.cipher.seal(plaintext, authenticating: context, key: key, nonce: nonce)
        return Array(sealed.dropFirst(SealedLayout.nonceByteCount))
    }

    package func implementations(of algorithm: VectorAlgorithm) -> [String] { [] }

    package func answer(
        _ question: VectorQuestion, by implementation: String
    ) throws(VectorRefusal) -> [UInt8] {
        throw .notOffered("not yet")
    }
}
