// SPDX-License-Identifier: Apache-2.0

/// One question that a suite asks of an implementation. Each case says what its answer is.
package enum VectorQuestion: Sendable, Equatable {
    /// Seals: `ciphertext ‖ tag`.
    case seal(AEAD, plaintext: [UInt8])
    /// Opens `ciphertext ‖ tag`: the plaintext.
    case open(AEAD, sealed: [UInt8])
    /// Seals under a nonce that the module makes, of as many bytes as the given one has: `nonce ‖ ciphertext ‖ tag`.
    case sealWithOwnNonce(AEAD, plaintext: [UInt8])
    /// Encrypts in a mode without authentication and without padding: as many bytes.
    case encrypt(Mode, plaintext: [UInt8])
    /// Decrypts: as many bytes.
    case decrypt(Mode, ciphertext: [UInt8])
    /// Encrypts a block over and over in ECB, each output the next input: the last block.
    case iterate(Mode, block: [UInt8], count: Int)
    /// Wraps a key (SP 800-38F): the ciphertext.
    case wrap(KeyWrap, key: [UInt8])
    /// Unwraps: the key.
    case unwrap(KeyWrap, ciphertext: [UInt8])
    /// Hashes: the digest.
    case digest(VectorAlgorithm.HashName, message: [UInt8])
    /// Authenticates: the whole tag, as long as the hash's digest.
    case authenticate(VectorAlgorithm.HashName, key: [UInt8], message: [UInt8])
    /// Derives: as many bytes as asked for.
    case derive(Derivation, byteCount: Int)
    /// Decrypts with an RSA private key in DER PKCS#8: the plaintext; without padding as many bytes as the modulus.
    case rsaDecrypt(RSAPadding, privateKey: [UInt8], ciphertext: [UInt8])
    /// Verifies an SM2 signature, DER or `r ‖ s`, under `04 ‖ x ‖ y`: nothing, or a refusal.
    case sm2Verify(SM2Message, publicPoint: [UInt8], signature: [UInt8])
    /// Signs with an SM2 private key in DER PKCS#8: the signature in DER, another one each time.
    case sm2Sign(SM2Message, privateKey: [UInt8])
    /// Encrypts under `04 ‖ x ‖ y` with SM3: the ciphertext in DER (GM/T 0009), another one each time.
    case sm2Encrypt(publicPoint: [UInt8], plaintext: [UInt8])
    /// Decrypts a ciphertext, DER or C1 ‖ C3 ‖ C2, with a private key in DER PKCS#8: the plaintext.
    case sm2Decrypt(privateKey: [UInt8], ciphertext: [UInt8])

    /// An AEAD cipher with everything but its text.
    package struct AEAD: Sendable, Equatable {
        /// The mode; which cipher, follows from `isSM4` and the key.
        package enum Mode: Sendable { case gcm, ccm }
        package let mode: Mode
        package let isSM4: Bool
        package let key: [UInt8]
        package let nonce: [UInt8]
        package let context: [UInt8]
        package let tagByteCount: Int

        package init(
            _ mode: Mode, isSM4: Bool, key: [UInt8], nonce: [UInt8], context: [UInt8], tagByteCount: Int
        ) {
            self.mode = mode
            self.isSM4 = isSM4
            self.key = key
            self.nonce = nonce
            self.context = context
            self.tagByteCount = tagByteCount
        }

        /// The same under another nonce.
        package func with(nonce: [UInt8]) -> AEAD {
            AEAD(mode, isSM4: isSM4, key: key, nonce: nonce, context: context, tagByteCount: tagByteCount)
        }
    }

    /// A block cipher in a mode, with everything but its text.
    package struct Mode: Sendable, Equatable {
        package enum Name: Sendable { case ecb, cbc, ctr }
        package let name: Name
        package let isSM4: Bool
        package let key: [UInt8]
        /// Empty in ECB; the first counter block in CTR.
        package let iv: [UInt8]

        package init(_ name: Name, isSM4: Bool, key: [UInt8], iv: [UInt8]) {
            self.name = name
            self.isSM4 = isSM4
            self.key = key
            self.iv = iv
        }
    }

    /// AES key wrap with everything but its text.
    package struct KeyWrap: Sendable, Equatable {
        package let isPadded: Bool
        /// Whether the inverse cipher function is used (SP 800-38F §5.1).
        package let usesInverseCipher: Bool
        package let wrappingKey: [UInt8]

        package init(isPadded: Bool, usesInverseCipher: Bool, wrappingKey: [UInt8]) {
            self.isPadded = isPadded
            self.usesInverseCipher = usesInverseCipher
            self.wrappingKey = wrappingKey
        }
    }

    /// A key derivation with everything but the length of its output.
    package enum Derivation: Sendable, Equatable {
        /// RFC 5869, whole (§2).
        case hkdf(VectorAlgorithm.HashName, key: [UInt8], salt: [UInt8], info: [UInt8])
        /// RFC 5869 §2.2 alone; the output has the hash's length.
        case hkdfExtract(VectorAlgorithm.HashName, key: [UInt8], salt: [UInt8])
        /// RFC 5869 §2.3 alone.
        case hkdfExpand(VectorAlgorithm.HashName, key: [UInt8], info: [UInt8])
        /// RFC 8018 §5.2. With `checksBounds` what SP 800-132 §5 excludes is refused.
        case pbkdf2(
            VectorAlgorithm.HashName, password: [UInt8], salt: [UInt8], iterations: Int, checksBounds: Bool)
        /// SP 800-108r1 §4.1: `K(i) = HMAC(key, i ‖ fixedInput)`, `i` in 8, 16, 24 or 32 bits.
        case counterMode(VectorAlgorithm.HashName, key: [UInt8], counterBits: Int, fixedInput: [UInt8])
    }

    /// How an RSA ciphertext is padded.
    package enum RSAPadding: Sendable, Equatable {
        /// RFC 8017 §7.1: hash of the label, hash of MGF1, label.
        case oaep(VectorAlgorithm.HashName, mgf1: VectorAlgorithm.HashName, label: [UInt8])
        /// RFC 8017 §7.2.
        case pkcs1v15
        /// RSADP itself (§5.1.2), refused unless `1 < ciphertext < n − 1` (SP 800-56B r2 §7.1.2.1).
        case none
    }

    /// What an SM2 signature is about.
    package enum SM2Message: Sendable, Equatable {
        /// The hash e = SM3(Z ‖ M) itself, 32 bytes, or the digest of another hash, which is refused.
        case hashed([UInt8], by: VectorAlgorithm.HashName)
        /// The message M and the signer's identity, from which Z comes (GB/T 32918.2 §5.5).
        case message([UInt8], signerID: [UInt8])
    }
}

extension VectorQuestion {
    /// The algorithm that the question is about.
    package var algorithm: VectorAlgorithm {
        switch self {
        case .seal(let aead, _), .open(let aead, _), .sealWithOwnNonce(let aead, _): aead.algorithm
        case .encrypt(let mode, _), .decrypt(let mode, _), .iterate(let mode, _, _): mode.algorithm
        case .wrap(let wrap, _), .unwrap(let wrap, _):
            wrap.isPadded
                ? .keyWrapWithPadding(keyBits: wrap.wrappingKey.count * 8)
                : .keyWrap(keyBits: wrap.wrappingKey.count * 8)
        case .digest(let hash, _): .digest(hash)
        case .authenticate(let hash, _, _): .hmac(hash)
        case .derive(let derivation, _): derivation.algorithm
        case .rsaDecrypt(.oaep, _, _): .rsaOAEP
        case .rsaDecrypt(.pkcs1v15, _, _): .rsaPKCS1v15
        case .rsaDecrypt(.none, _, _): .rsaDecryptionPrimitive
        case .sm2Verify, .sm2Sign: .sm2Signature
        case .sm2Encrypt, .sm2Decrypt: .sm2Encryption
        }
    }
}

extension VectorQuestion.AEAD {
    /// Mode and cipher, the key's length with it.
    package var algorithm: VectorAlgorithm {
        let cipher: VectorAlgorithm.BlockCipher = isSM4 ? .sm4 : .aes(keyBits: key.count * 8)
        return mode == .gcm ? .gcm(cipher) : .ccm(cipher)
    }
}

extension VectorQuestion.Mode {
    /// Mode and cipher, the key's length with it.
    package var algorithm: VectorAlgorithm {
        let cipher: VectorAlgorithm.BlockCipher = isSM4 ? .sm4 : .aes(keyBits: key.count * 8)
        switch name {
        case .ecb: return .ecb(cipher)
        case .cbc: return .cbc(cipher)
        case .ctr: return .ctr(cipher)
        }
    }
}

extension VectorQuestion.Derivation {
    /// Function and hash.
    package var algorithm: VectorAlgorithm {
        switch self {
        case .hkdf(let hash, _, _, _), .hkdfExtract(let hash, _, _), .hkdfExpand(let hash, _, _): .hkdf(hash)
        case .pbkdf2(let hash, _, _, _, _): .pbkdf2(hash)
        case .counterMode(let hash, _, _, _): .counterModeKDF(hash)
        }
    }
}
