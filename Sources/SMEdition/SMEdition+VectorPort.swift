// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import Libcrypto

extension SMEdition: VectorPort {
    package func implementations(of algorithm: VectorAlgorithm) -> [String] {
        switch algorithm {
        case .gcm(.sm4), .ccm(.sm4), .ecb(.sm4), .cbc(.sm4), .ctr(.sm4):
            let others = modules.ciphers.map(\.name).filter { $0 != modules.cipher.name }
            return [modules.cipher.name] + others
        case .digest(.sm3), .hmac(.sm3):
            let libcrypto = libcrypto.offers(algorithm) ? [LibraryContext.versionText] : []
            return (modules.library.hasSM3 ? [libgcryptName] : []) + libcrypto
        case .rsaOAEP, .rsaPKCS1v15, .rsaDecryptionPrimitive, .sm2Signature, .sm2Encryption:
            return libcrypto.offers(algorithm) ? [LibraryContext.versionText] : []
        default: return []
        }
    }

    package func answer(
        _ question: VectorQuestion, by implementation: String
    ) throws(VectorRefusal) -> [UInt8] {
        guard implementations(of: question.algorithm).contains(implementation) else {
            throw .notOffered("\(question.algorithm.name) by \(implementation)")
        }
        if implementation == LibraryContext.versionText { return try libcrypto.answer(question) }
        switch question {
        case .digest(_, let message): return try GcryptSM3.digest(message)
        case .authenticate(_, let key, let message): return try GcryptSM3.authenticate(key: key, message)
        default: return try answer(question, by: cipher(named: implementation))
        }
    }

    package func sealAsProduct(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, key: borrowing KeyMaterial, nonce: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        try modules.cipher.seal(plaintext, authenticating: context, key: key, nonce: nonce)
    }

    private func answer(
        _ question: VectorQuestion, by cipher: SM4Implementation
    ) throws(VectorRefusal) -> [UInt8] {
        switch question {
        case .seal(let aead, let plaintext): return try cipher.seal(aead, plaintext)
        case .open(let aead, let sealed): return try cipher.open(aead, sealed)
        case .sealWithOwnNonce(let aead, let plaintext):
            let nonce = makeNonce(byteCount: aead.nonce.count)
            return nonce + (try cipher.seal(aead.with(nonce: nonce), plaintext))
        case .encrypt(let mode, let plaintext): return try cipher.process(mode, plaintext, encrypts: true)
        case .iterate(let mode, let block, let count): return try cipher.iterate(mode, block, count)
        case .decrypt(let mode, let ciphertext): return try cipher.process(mode, ciphertext, encrypts: false)
        default: throw .notOffered("\(question.algorithm.name) by \(cipher.name)")
        }
    }

    private func cipher(named name: String) throws(VectorRefusal) -> SM4Implementation {
        guard let cipher = modules.ciphers.first(where: { $0.name == name }) else { throw .notOffered(name) }
        return cipher
    }

    /// From libgcrypt's generator, as production's.
    private func makeNonce(byteCount: Int) -> [UInt8] {
        [UInt8](capacity: byteCount) { (nonce: inout OutputSpan<UInt8>) in modules.library.fill(&nonce) }
    }

    private var libcrypto: LibcryptoVectors { LibcryptoVectors(modules.libcrypto, nonces: .generator) }

    private var libgcryptName: String { "libgcrypt \(modules.library.version)" }
}
