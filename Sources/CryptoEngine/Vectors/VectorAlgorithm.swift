// SPDX-License-Identifier: Apache-2.0

/// An algorithm as suites, reports and capability statements name it.
package enum VectorAlgorithm: Sendable, Hashable {
    /// Galois/Counter Mode (SP 800-38D).
    case gcm(BlockCipher)
    /// Counter with CBC-MAC (SP 800-38C).
    case ccm(BlockCipher)
    /// Electronic codebook (SP 800-38A §6.1).
    case ecb(BlockCipher)
    /// Cipher block chaining (§6.2).
    case cbc(BlockCipher)
    /// Counter mode (§6.5) with a counter of 128 bits.
    case ctr(BlockCipher)
    /// AES key wrap (SP 800-38F §6.2): KW.
    case keyWrap(keyBits: Int)
    /// AES key wrap with padding (§6.3): KWP.
    case keyWrapWithPadding(keyBits: Int)
    /// FIPS 180-4; GB/T 32905-2016.
    case digest(HashName)
    /// FIPS 198-1; GM/T 0042-2015.
    case hmac(HashName)
    /// RFC 5869.
    case hkdf(HashName)
    /// RFC 8018 §5.2.
    case pbkdf2(HashName)
    /// Counter mode over HMAC (SP 800-108r1 §4.1).
    case counterModeKDF(HashName)
    /// Decryption of RFC 8017 §7.1.2.
    case rsaOAEP
    /// Decryption of RFC 8017 §7.2.2.
    case rsaPKCS1v15
    /// RSADP (RFC 8017 §5.1.2).
    case rsaDecryptionPrimitive
    /// GB/T 32918.2 on sm2p256v1.
    case sm2Signature
    /// GB/T 32918.4 on sm2p256v1.
    case sm2Encryption

    /// A block cipher with its key length.
    package enum BlockCipher: Sendable, Hashable {
        /// FIPS 197; a key of 128, 192 or 256 bits.
        case aes(keyBits: Int)
        /// GB/T 32907-2016; a key of 128 bits.
        case sm4

        /// `AES-256`, `SM4`.
        package var name: String {
            switch self {
            case .aes(let keyBits): "AES-\(keyBits)"
            case .sm4: "SM4"
            }
        }
    }

    /// A hash by its usual name.
    package enum HashName: String, Sendable, Hashable, CaseIterable {
        case sha1 = "SHA-1"
        case sha224 = "SHA-224"
        case sha256 = "SHA-256"
        case sha384 = "SHA-384"
        case sha512 = "SHA-512"
        case sm3 = "SM3"

        /// The hash of a name whose case and dashes do not count, such as `sha256`; nil for any other.
        package init?(looseName: some StringProtocol) {
            let plain = String(looseName).filter { $0 != "-" }.lowercased()
            let hash = HashName.allCases.first { $0.rawValue.filter { $0 != "-" }.lowercased() == plain }
            guard let hash else { return nil }
            self = hash
        }

        /// Length of a digest in bytes.
        package var byteCount: Int {
            switch self {
            case .sha1: 20
            case .sha224: 28
            case .sha256, .sm3: 32
            case .sha384: 48
            case .sha512: 64
            }
        }
    }

    /// The name in reports, such as `AES-256-GCM`.
    package var name: String {
        switch self {
        case .gcm(let cipher): "\(cipher.name)-GCM"
        case .ccm(let cipher): "\(cipher.name)-CCM"
        case .ecb(let cipher): "\(cipher.name)-ECB"
        case .cbc(let cipher): "\(cipher.name)-CBC"
        case .ctr(let cipher): "\(cipher.name)-CTR"
        case .keyWrap(let keyBits): "AES-\(keyBits)-KW"
        case .keyWrapWithPadding(let keyBits): "AES-\(keyBits)-KWP"
        case .digest(let hash): hash.rawValue
        case .hmac(let hash): "HMAC-\(hash.rawValue)"
        case .hkdf(let hash): "HKDF-\(hash.rawValue)"
        case .pbkdf2(let hash): "PBKDF2-HMAC-\(hash.rawValue)"
        case .counterModeKDF(let hash): "KBKDF-CTR-HMAC-\(hash.rawValue)"
        case .rsaOAEP: "RSAES-OAEP"
        case .rsaPKCS1v15: "RSAES-PKCS1-v1_5"
        case .rsaDecryptionPrimitive: "RSADP"
        case .sm2Signature: "SM2 signature"
        case .sm2Encryption: "SM2 encryption"
        }
    }
}
