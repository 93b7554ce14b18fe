// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Answers the questions of vector suites by the providers of one library context, and by nothing else. A file per family
/// of algorithms; which of them an edition lists is the edition's to say. May be shared between threads.
package struct LibcryptoVectors: Sendable {
    /// Where the nonces of ``VectorQuestion/sealWithOwnNonce(_:plaintext:)`` come from.
    package enum NonceOrigin: Sendable {
        /// For GCM from the module, inside the sealing call (FIPS 140-3 IG C.H); for CCM from its generator.
        case module
        /// From the context's generator, before the call.
        case generator
    }

    let library: LibraryContext
    let nonces: NonceOrigin

    package init(_ library: LibraryContext, nonces: NonceOrigin) {
        self.library = library
        self.nonces = nonces
    }

    /// Whether a loaded provider has what the algorithm needs.
    package func offers(_ algorithm: VectorAlgorithm) -> Bool {
        switch algorithm {
        case .gcm, .ccm, .ecb, .cbc, .ctr:
            cipherName(of: algorithm).map { canFetch(.cipher, $0) } ?? false
        case .keyWrap(let keyBits): canFetch(.cipher, "AES-\(keyBits)-WRAP")
        case .keyWrapWithPadding(let keyBits): canFetch(.cipher, "AES-\(keyBits)-WRAP-PAD")
        case .digest(let hash): canFetch(.digest, hash.libcryptoName)
        case .hmac(let hash): canFetch(.digest, hash.libcryptoName) && canFetch(.mac, "HMAC")
        case .hkdf(let hash): canFetch(.digest, hash.libcryptoName) && canFetch(.kdf, "HKDF")
        case .pbkdf2(let hash): canFetch(.digest, hash.libcryptoName) && canFetch(.kdf, "PBKDF2")
        case .counterModeKDF(let hash): canFetch(.digest, hash.libcryptoName) && canFetch(.kdf, "KBKDF")
        case .rsaOAEP, .rsaPKCS1v15, .rsaDecryptionPrimitive: canFetch(.asymmetricCipher, "RSA")
        case .sm2Signature: canFetch(.signature, "SM2") && canFetch(.digest, "SM3")
        case .sm2Encryption: canFetch(.asymmetricCipher, "SM2") && canFetch(.digest, "SM3")
        }
    }

    /// Answers one question.
    ///
    /// - Throws: ``VectorRefusal``.
    package func answer(_ question: VectorQuestion) throws(VectorRefusal) -> [UInt8] {
        switch question {
        case .seal(let aead, let plaintext): try seal(aead, plaintext)
        case .open(let aead, let sealed): try open(aead, sealed)
        case .sealWithOwnNonce(let aead, let plaintext): try sealWithOwnNonce(aead, plaintext)
        case .encrypt(let mode, let plaintext): try process(mode, plaintext, .seal)
        case .decrypt(let mode, let ciphertext): try process(mode, ciphertext, .open)
        case .iterate(let mode, let block, let count): try iterate(mode, block, count)
        case .wrap(let wrap, let key): try self.wrap(wrap, key)
        case .unwrap(let wrap, let ciphertext): try unwrap(wrap, ciphertext)
        case .digest(let hash, let message): try digest(hash, message)
        case .authenticate(let hash, let key, let message): try authenticate(hash, key: key, message)
        case .derive(let derivation, let byteCount): try derive(derivation, byteCount: byteCount)
        case .rsaDecrypt(let padding, let privateKey, let ciphertext):
            try rsaDecrypt(padding, privateKey: privateKey, ciphertext)
        case .sm2Verify(let message, let publicPoint, let signature):
            try sm2Verify(message, publicPoint: publicPoint, signature: signature)
        case .sm2Sign(let message, let privateKey): try sm2Sign(message, privateKey: privateKey)
        case .sm2Encrypt(let publicPoint, let plaintext): try sm2Encrypt(publicPoint: publicPoint, plaintext)
        case .sm2Decrypt(let privateKey, let ciphertext): try sm2Decrypt(privateKey: privateKey, ciphertext)
        }
    }

    /// OpenSSL's name of a block cipher in a mode; nil where FIPS 197 has no such key length.
    func cipherName(of algorithm: VectorAlgorithm) -> String? {
        let (cipher, mode) =
            switch algorithm {
            case .gcm(let cipher): (cipher, "GCM")
            case .ccm(let cipher): (cipher, "CCM")
            case .ecb(let cipher): (cipher, "ECB")
            case .cbc(let cipher): (cipher, "CBC")
            case .ctr(let cipher): (cipher, "CTR")
            default: (.aes(keyBits: 0), "")
            }
        if case .aes(let keyBits) = cipher, ![128, 192, 256].contains(keyBits) { return nil }
        return "\(cipher.name)-\(mode)"
    }

    /// The cipher of that name.
    ///
    /// - Throws: ``VectorRefusal/notOffered(_:)``.
    func fetchCipher(_ name: String) throws(VectorRefusal) -> FetchedCipher {
        try VectorRefusal.asNotOffered(name) { () throws(CryptoError) in try FetchedCipher(name, in: library) }
    }

    private func canFetch(_ kind: LibraryContext.AlgorithmKind, _ name: String) -> Bool {
        library.canFetch(kind, name, properties: library.propertyQuery)
    }
}

extension VectorAlgorithm.HashName {
    /// OpenSSL's name.
    var libcryptoName: String {
        switch self {
        case .sha1: "SHA1"
        case .sha224: "SHA2-224"
        case .sha256: "SHA2-256"
        case .sha384: "SHA2-384"
        case .sha512: "SHA2-512"
        case .sm3: "SM3"
        }
    }
}
