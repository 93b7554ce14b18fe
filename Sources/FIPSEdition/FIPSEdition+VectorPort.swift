// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import Libcrypto

extension FIPSEdition: VectorPort {
    package func implementations(of algorithm: VectorAlgorithm) -> [String] {
        let inventory = FIPSInventory(algorithms: algorithms)
        guard algorithm.isFIPS, vectors.offers(algorithm) else { return [] }
        return [algorithm == .rsaPKCS1v15 ? inventory.unpadder : inventory.provider]
    }

    package func answer(
        _ question: VectorQuestion, by implementation: String
    ) throws(VectorRefusal) -> [UInt8] {
        guard implementations(of: question.algorithm).contains(implementation) else {
            throw .notOffered("\(question.algorithm.name) by \(implementation)")
        }
        return try vectors.answer(question)
    }

    package func sealAsProduct(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, key: borrowing KeyMaterial, nonce: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let encryptor = try algorithms.makeEncryptor(key: key, nonces: .perCall)
        let byteCount = plaintext.count + SealedLayout.overheadByteCount
        return try [UInt8](capacity: byteCount) { (sealed: inout OutputSpan<UInt8>) throws(CryptoError) in
            try encryptor.seal(plaintext, authenticating: context, nonce: nonce, into: &sealed)
        }
    }

    private var vectors: LibcryptoVectors {
        switch algorithms.subMode {
        case .algorithmsOnly: LibcryptoVectors(algorithms.library, nonces: .generator)
        case .validatedModule: LibcryptoVectors(algorithms.library, nonces: .module)
        }
    }
}

extension VectorAlgorithm {
    /// Whether NIST's standards have it, so that the edition may answer for it.
    fileprivate var isFIPS: Bool {
        switch self {
        case .gcm(let cipher), .ccm(let cipher), .ecb(let cipher), .cbc(let cipher), .ctr(let cipher): cipher != .sm4
        case .digest(let hash), .hmac(let hash), .hkdf(let hash), .pbkdf2(let hash), .counterModeKDF(let hash):
            hash != .sm3
        case .keyWrap, .keyWrapWithPadding, .rsaOAEP, .rsaPKCS1v15, .rsaDecryptionPrimitive: true
        case .sm2Signature, .sm2Encryption: false
        }
    }
}
