// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// What a key may do, by the API's names. One thing only: a key that decrypts does not sign (SP 800-57 pt 1 r5 §5.2).
public enum KeyUsage: String, Sendable, CaseIterable, Codable {
    /// A symmetric key that encrypts, decrypts and makes data keys.
    case encryptDecrypt = "ENCRYPT_DECRYPT"
    /// An RSA-2048 pair that decrypts.
    case asymmetricDecryptRSA2048 = "ASYMMETRIC_DECRYPT_RSA_2048"
    /// An SM2 pair that decrypts; SM-CRYPTO only.
    case asymmetricDecryptSM2 = "ASYMMETRIC_DECRYPT_SM2"
    /// An SM2 pair that signs and verifies; SM-CRYPTO only.
    case asymmetricSignVerifySM2 = "ASYMMETRIC_SIGN_VERIFY_SM2"
    /// A pair on P-256 that signs and verifies; FIPS only.
    case asymmetricSignVerifyECC = "ASYMMETRIC_SIGN_VERIFY_ECC"
    /// An RSA-2048 pair that signs and verifies.
    case asymmetricSignVerifyRSA2048 = "ASYMMETRIC_SIGN_VERIFY_RSA_2048"

    /// The kind of its pair; nil for a symmetric key.
    public var keySpec: AsymmetricKeySpec? {
        switch self {
        case .encryptDecrypt: nil
        case .asymmetricDecryptRSA2048, .asymmetricSignVerifyRSA2048: .rsa2048
        case .asymmetricDecryptSM2, .asymmetricSignVerifySM2: .sm2
        case .asymmetricSignVerifyECC: .p256
        }
    }

    /// How a key of this usage signs; empty for one that does not.
    public var signatureAlgorithms: [SignatureAlgorithm] {
        switch self {
        case .encryptDecrypt, .asymmetricDecryptRSA2048, .asymmetricDecryptSM2: []
        case .asymmetricSignVerifySM2: [.sm2DSA]
        case .asymmetricSignVerifyECC: [.eccP256R1]
        case .asymmetricSignVerifyRSA2048: [.rsaPSSSHA256, .rsaPKCS1SHA256]
        }
    }

    /// How a key of this usage decrypts what was encrypted under its public key; empty for one that does not.
    public var encryptionAlgorithms: [EncryptionAlgorithm] {
        switch self {
        case .encryptDecrypt, .asymmetricSignVerifySM2, .asymmetricSignVerifyECC, .asymmetricSignVerifyRSA2048: []
        case .asymmetricDecryptRSA2048: [.rsaesPKCS1v15, .rsaesOAEPSHA1, .rsaesOAEPSHA256]
        case .asymmetricDecryptSM2: [.sm2ASN1]
        }
    }

    /// Whether an action goes with the usage, whatever the key's state.
    public func permits(_ action: KeyAction) -> Bool {
        switch action {
        case .encrypt, .decrypt, .reEncrypt, .generateDataKey, .enableKeyRotation, .rotateKey: keySpec == nil
        case .getPublicKey: keySpec != nil
        case .signByAsymmetricKey, .verifyByAsymmetricKey: !signatureAlgorithms.isEmpty
        case .asymmetricRsaDecrypt: self == .asymmetricDecryptRSA2048
        case .asymmetricSm2Decrypt: self == .asymmetricDecryptSM2
        default: true
        }
    }
}
