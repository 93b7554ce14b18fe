// SPDX-License-Identifier: Apache-2.0

/// The kind of an asymmetric key.
public enum AsymmetricKeySpec: String, Sendable, CaseIterable, Codable {
    /// RSA with a 2048-bit modulus and e = 65537 (FIPS 186-5 §A.1).
    case rsa2048 = "RSA_2048"
    /// P-256 (SP 800-186 §3.2.1.3).
    case p256 = "EC_P256"
    /// sm2p256v1 (GB/T 32918.5).
    case sm2 = "EC_SM2"
}

/// How a message is signed, by the API's name.
public enum SignatureAlgorithm: String, Sendable, CaseIterable, Codable {
    /// SM2 with SM3 (GB/T 32918.2), the signer's identity being `1234567812345678` (GM/T 0009 §10).
    case sm2DSA = "SM2DSA"
    /// ECDSA on P-256 with SHA-256 (FIPS 186-5 §6).
    case eccP256R1 = "ECC_P256_R1"
    /// RSASSA-PSS (RFC 8017 §8.1) with SHA-256, MGF1 with SHA-256, a salt of 32 bytes.
    case rsaPSSSHA256 = "RSA_PSS_SHA_256"
    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2) with SHA-256.
    case rsaPKCS1SHA256 = "RSA_PKCS1_SHA_256"

    /// The kind of key that signs so.
    public var keySpec: AsymmetricKeySpec {
        switch self {
        case .sm2DSA: .sm2
        case .eccP256R1: .p256
        case .rsaPSSSHA256, .rsaPKCS1SHA256: .rsa2048
        }
    }
}

/// What of a message is handed in for signing, by the API's name.
public enum MessageForm: String, Sendable, CaseIterable, Codable {
    /// The message itself; it is hashed inside.
    case raw = "RAW"
    /// Its digest: SHA-256, or for SM2 e = SM3(Z ‖ M) (GB/T 32918.2 §6.1).
    case digest = "DIGEST"

    /// Whether signing or verifying it can be an approved service: of a digest, that the hash was an approved one is its
    /// caller's word.
    public var isApproved: Bool { self == .raw }
}

/// How a secret is encrypted under a public key, by the API's name.
public enum EncryptionAlgorithm: String, Sendable, CaseIterable, Codable {
    /// SM2 (GB/T 32918.4) as `04 ‖ x 32 ‖ y 32 ‖ C3 32 ‖ C2`.
    case sm2 = "SM2"
    /// SM2 as DER `SEQUENCE { INTEGER x, INTEGER y, OCTET STRING C3, OCTET STRING C2 }` (GM/T 0009 §7.2).
    case sm2ASN1 = "SM2_C1C3C2_ASN1"
    /// RSAES-PKCS1-v1_5 (RFC 8017 §7.2); not approved for key transport, offered only where the configuration says so.
    case rsaesPKCS1v15 = "RSAES_PKCS1_V1_5"
    /// RSAES-OAEP (RFC 8017 §7.1) with SHA-1 for the label and MGF1, empty label.
    case rsaesOAEPSHA1 = "RSAES_OAEP_SHA_1"
    /// RSAES-OAEP with SHA-256 for the label and MGF1, empty label.
    case rsaesOAEPSHA256 = "RSAES_OAEP_SHA_256"

    /// The kind of key that takes it.
    public var keySpec: AsymmetricKeySpec {
        switch self {
        case .sm2, .sm2ASN1: .sm2
        case .rsaesPKCS1v15, .rsaesOAEPSHA1, .rsaesOAEPSHA256: .rsa2048
        }
    }

    /// Whether NIST approves it for key transport (SP 800-56B r2, SP 800-131A r2 §6); otherwise no module makes it an
    /// approved service.
    public var isApproved: Bool { self == .rsaesOAEPSHA1 || self == .rsaesOAEPSHA256 }

    /// The longest plaintext in bytes; nil where the algorithm has no bound.
    package var plaintextByteCountLimit: Int? {
        switch self {
        case .sm2, .sm2ASN1: nil
        case .rsaesPKCS1v15: 256 - 11
        case .rsaesOAEPSHA1: 256 - 2 * 20 - 2
        case .rsaesOAEPSHA256: 256 - 2 * 32 - 2
        }
    }
}
