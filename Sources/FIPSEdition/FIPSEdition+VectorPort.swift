// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import Libcrypto

extension FIPSEdition: VectorPort {
    package func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, key: borrowing KeyMaterial, nonce: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let encryptor = try algorithms.makeEncryptor(key: key, nonces: .perCall)
        let byteCount = plaintext.count + SealedLayout.overheadByteCount
        let sealed = try [UInt8](capacity: byteCount) { (sealed: inout OutputSpan<UInt8>) throws(CryptoError) in
            try encryptor.seal(plaintext, authenticating: context, nonce: nonce, into: &sealed)
        }
        return Array(sealed.dropFirst(SealedLayout.nonceByteCount))
    }

    package func implementations(of algorithm: VectorAlgorithm) -> [String] { [] }

    package func answer(
        _ question: VectorQuestion, by implementation: String
    ) throws(VectorRefusal) -> [UInt8] {
        throw .notOffered("not yet")
    }
}
