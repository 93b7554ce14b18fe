// SPDX-License-Identifier: Apache-2.0

/// The kind of an import's wrapping key pair, by the API's name.
public enum WrappingKeySpec: String, Sendable, CaseIterable, Codable {
    /// RSA with a 2048-bit modulus.
    case rsa2048 = "RSA_2048"
    /// SM2 on sm2p256v1 (GB/T 32918.5); an extension of ours, SM-CRYPTO only.
    case sm2 = "EC_SM2"

    /// The kind of key that such a pair is.
    package var keySpec: AsymmetricKeySpec {
        switch self {
        case .rsa2048: .rsa2048
        case .sm2: .sm2
        }
    }
}

/// How an owner wraps key material for import, by the API's name.
public enum WrappingAlgorithm: String, Sendable, CaseIterable, Codable {
    /// RSAES-PKCS1-v1_5 (RFC 8017 §7.2); not approved for key transport, offered only where the configuration says so.
    case rsaesPKCS1v15 = "RSAES_PKCS1_V1_5"
    /// RSAES-OAEP (RFC 8017 §7.1) with SHA-1 for the label and MGF1, empty label.
    case rsaesOAEPSHA1 = "RSAES_OAEP_SHA_1"
    /// RSAES-OAEP with SHA-256 for the label and MGF1, empty label.
    case rsaesOAEPSHA256 = "RSAES_OAEP_SHA_256"
    /// SM2 public-key encryption (GB/T 32918.4), as GM/T 0009 DER or raw C1 ‖ C3 ‖ C2; an extension of ours.
    case sm2PKE = "SM2PKE"

    /// The kind of pair that this algorithm takes.
    public var keySpec: WrappingKeySpec {
        switch self {
        case .rsaesPKCS1v15, .rsaesOAEPSHA1, .rsaesOAEPSHA256: .rsa2048
        case .sm2PKE: .sm2
        }
    }

    /// Whether NIST approves it, as ``EncryptionAlgorithm/isApproved`` says.
    public var isApproved: Bool { encryption.isApproved }

    /// The same encryption of any secret. An owner wraps with SM2 to DER; both forms of it unwrap.
    package var encryption: EncryptionAlgorithm {
        switch self {
        case .rsaesPKCS1v15: .rsaesPKCS1v15
        case .rsaesOAEPSHA1: .rsaesOAEPSHA1
        case .rsaesOAEPSHA256: .rsaesOAEPSHA256
        case .sm2PKE: .sm2ASN1
        }
    }
}

/// The wrapping key pair of one import: the owner wraps under the public key, the engine unwraps.
public protocol ImportKeyPair: Sendable {
    /// The public key as DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    var publicKeyDER: [UInt8] { get }

    /// The private key as DER PKCS#8 (RFC 5958), to rest wrapped in a store.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func privateKey() throws(CryptoError) -> KeyMaterial

    /// Unwraps material that the owner wrapped.
    ///
    /// - Parameters:
    ///   - wrapped: the ciphertext: 256 bytes for RSA-2048; DER or C1 ‖ C3 ‖ C2 for SM2.
    ///   - algorithm: one that the pair's kind takes.
    ///   - keyByteCount: the length that the material must have, in bytes.
    /// - Returns: the material, `keyByteCount` bytes.
    /// - Throws: ``CryptoError/unwrapFailed``, one error for every ciphertext that does not unwrap (with
    ///   RSAES-PKCS1-v1_5 another length too); ``CryptoError/wrongKeyLength(expected:actual:)`` when it unwraps
    ///   to another length; ``CryptoError/unsupportedAlgorithm(name:edition:)``.
    func unwrap(
        _ wrapped: Span<UInt8>, algorithm: WrappingAlgorithm, keyByteCount: Int
    ) throws(CryptoError) -> KeyMaterial
}
