// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// The edition's public interface: what integrators call. It takes fewer parameters than its algorithms allow, and a case
/// with others must be refused there: such a case counts as skipped, once the refusal was seen.
package struct ProductImplementation: SuiteImplementation {
    private let port: any VectorPort

    package let name = "product"
    package var edition: Edition { port.edition }

    package init(_ port: any VectorPort) { self.port = port }

    /// Whether the public interface has the algorithm at all.
    package func offers(_ algorithm: VectorAlgorithm) -> Bool {
        switch (edition, algorithm) {
        case (.fips, .gcm(.aes(keyBits: 256))), (.fips, .hmac(.sha256)), (.fips, .digest(.sha256)),
            (.smCrypto, .gcm(.sm4)), (.smCrypto, .hmac(.sm3)), (.smCrypto, .digest(.sm3)), (_, .rsaOAEP):
            true
        case (_, .rsaPKCS1v15): port.wrappingAlgorithms.contains(.rsaesPKCS1v15)
        case (.smCrypto, .sm2Encryption): true
        default: false
        }
    }

    package func answer(_ question: VectorQuestion, expecting byteCount: Int?) throws(VectorRefusal) -> [UInt8] {
        switch question {
        case .open(let aead, let sealed): try open(aead, sealed)
        case .seal(let aead, let plaintext): try seal(aead, plaintext)
        case .sealWithOwnNonce(let aead, let plaintext): try sealWithOwnNonce(aead, plaintext)
        case .digest(_, let message): try translating { () throws(CryptoError) in try port.hash(message.span) }
        case .authenticate(_, let key, let message): try authenticate(key, message)
        case .rsaDecrypt(let padding, let privateKey, let ciphertext):
            try unwrapRSA(padding, privateKey, ciphertext, byteCount)
        case .sm2Decrypt(let privateKey, let ciphertext):
            try unwrap(ciphertext, by: .sm2PKE, with: try pair(.sm2, privateKey), byteCount ?? port.keyByteCount)
        case .sm2Encrypt(let publicPoint, let plaintext):
            try translating { () throws(CryptoError) in
                try port.wrapForImport(
                    KeyMaterial(knownBytes: plaintext),
                    publicKeyDER: SM2PrivateKey.publicKeyDER(point: publicPoint).span, algorithm: .sm2PKE)
            }
        default: throw .notOffered("the product has no such operation")
        }
    }

    private static let otherLayout = "nonce not of 96 or tag not of 128 bits: refused"

    private func hasLayout(_ aead: VectorQuestion.AEAD) -> Bool {
        aead.nonce.count == SealedLayout.nonceByteCount && aead.tagByteCount == SealedLayout.tagByteCount
    }

    /// By production's encryptor under the suite's nonce.
    private func seal(_ aead: VectorQuestion.AEAD, _ plaintext: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        guard hasLayout(aead) else { throw .notOffered(Self.otherLayout) }
        let sealed = try translating { () throws(CryptoError) in
            try port.sealAsProduct(
                plaintext.span, authenticating: aead.context.span, key: KeyMaterial(knownBytes: aead.key),
                nonce: aead.nonce)
        }
        return Array(sealed.dropFirst(SealedLayout.nonceByteCount))
    }

    private func sealWithOwnNonce(_ aead: VectorQuestion.AEAD, _ plaintext: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        guard hasLayout(aead) else { throw .notOffered(Self.otherLayout) }
        return try translating { () throws(CryptoError) in
            try port.makeEncryptor(key: KeyMaterial(knownBytes: aead.key), nonces: .perCall)
                .seal(plaintext, authenticating: aead.context)
        }
    }

    private func open(_ aead: VectorQuestion.AEAD, _ sealed: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let encryptor = try translating { () throws(CryptoError) in
            try port.makeEncryptor(key: KeyMaterial(knownBytes: aead.key), nonces: .perCall)
        }
        let isOurs = hasLayout(aead)
        let opened: [UInt8]
        do throws(CryptoError) {
            opened = try encryptor.open(aead.nonce + sealed, authenticating: aead.context)
        } catch {
            guard error == .authenticationFailed else { throw .broken(error) }
            guard isOurs else { throw .notOffered(Self.otherLayout) }
            throw .refused
        }
        guard isOurs else { throw .broken(.backend(BackendFailure(call: "open", codes: ["took other lengths"]))) }
        return opened
    }

    private func authenticate(_ key: [UInt8], _ message: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let authenticator: any MessageAuthenticator
        do throws(CryptoError) {
            authenticator = try port.makeAuthenticator(key: KeyMaterial(knownBytes: key))
        } catch {
            guard case .wrongKeyLength(_, key.count) = error, !(16...64).contains(key.count) else {
                throw .broken(error)
            }
            throw .notOffered("key not of 16 to 64 bytes: refused")
        }
        return try translating { () throws(CryptoError) in try authenticator.tag(of: message.span) }
    }

    private func unwrapRSA(
        _ padding: VectorQuestion.RSAPadding, _ privateKey: [UInt8], _ ciphertext: [UInt8], _ byteCount: Int?
    ) throws(VectorRefusal) -> [UInt8] {
        let pair = try pair(.rsa2048, privateKey)
        let byteCount = byteCount ?? port.keyByteCount
        switch padding {
        case .none: throw .notOffered("the product has no such operation")
        case .pkcs1v15: return try unwrap(ciphertext, by: .rsaesPKCS1v15, with: pair, byteCount)
        case .oaep(.sha1, mgf1: .sha1, label: []):
            return try unwrap(ciphertext, by: .rsaesOAEPSHA1, with: pair, byteCount)
        case .oaep(.sha256, mgf1: .sha256, label: []):
            return try unwrap(ciphertext, by: .rsaesOAEPSHA256, with: pair, byteCount)
        case .oaep(_, _, let label):
            for algorithm in [WrappingAlgorithm.rsaesOAEPSHA1, .rsaesOAEPSHA256] {
                do throws(VectorRefusal) {
                    _ = try unwrap(ciphertext, by: algorithm, with: pair, byteCount)
                } catch .refused {
                    continue
                }
                throw .broken(.backend(BackendFailure(call: "unwrap", codes: ["took another hash or label"])))
            }
            throw .notOffered(label.isEmpty ? "OAEP with other hashes: refused" : "OAEP with a label: refused")
        }
    }

    private func pair(_ spec: WrappingKeySpec, _ privateKey: [UInt8]) throws(VectorRefusal) -> any ImportKeyPair {
        do throws(CryptoError) {
            return try port.loadImportKeyPair(spec, privateKey: KeyMaterial(knownBytes: privateKey))
        } catch {
            guard case .malformedKey = error, spec == .rsa2048 else { throw .broken(error) }
            throw .notOffered("RSA key not of 2048 bits: refused")
        }
    }

    private func unwrap(
        _ wrapped: [UInt8], by algorithm: WrappingAlgorithm, with pair: any ImportKeyPair, _ byteCount: Int
    ) throws(VectorRefusal) -> [UInt8] {
        do throws(CryptoError) {
            let material = try pair.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: byteCount)
            return material.withBytes { bytes in bytes.indices.map { bytes[$0] } }
        } catch {
            switch error {
            case .unwrapFailed: throw .refused
            default: throw .broken(error)
            }
        }
    }

    private func translating<Value>(_ body: () throws(CryptoError) -> Value) throws(VectorRefusal) -> Value {
        do throws(CryptoError) { return try body() } catch { throw .broken(error) }
    }
}
