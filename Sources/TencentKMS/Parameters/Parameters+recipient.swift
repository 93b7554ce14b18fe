// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import StrictJSON

/// Whom a plaintext is encrypted for: `EncryptionPublicKey` and `EncryptionAlgorithm`.
struct Recipient: Sendable {
    /// DER SubjectPublicKeyInfo.
    let publicKeyDER: [UInt8]
    let algorithm: EncryptionAlgorithm
}

extension Recipient? {
    /// Whether what is handed out went through approved functions alone; without a recipient there is none to ask about.
    var isApproved: Bool { self?.algorithm.isApproved ?? true }
}

extension Parameters {
    /// The recipient; nil when the plaintext is wanted as it is. Without an algorithm it is SM2, as documented.
    ///
    /// - Throws: `InvalidParameter`.
    mutating func recipient() throws(APIError) -> Recipient? {
        let name = try text("EncryptionAlgorithm") ?? ""
        guard let pem = try text("EncryptionPublicKey"), !pem.isEmpty else { return nil }
        guard let algorithm = name.isEmpty ? .sm2 : EncryptionAlgorithm(rawValue: name) else {
            throw .malformed(
                "EncryptionAlgorithm",
                "is not SM2, SM2_C1C3C2_ASN1, RSAES_OAEP_SHA_256, RSAES_OAEP_SHA_1 or RSAES_PKCS1_V1_5",
                zh: "应为 SM2、SM2_C1C3C2_ASN1、RSAES_OAEP_SHA_256、RSAES_OAEP_SHA_1 或 RSAES_PKCS1_V1_5")
        }
        guard let der = PublicKeyText.der(of: pem) else { throw .unreadablePublicKey }
        return Recipient(publicKeyDER: der, algorithm: algorithm)
    }
}

/// A public key as text.
enum PublicKeyText {
    private static let header = "-----BEGIN PUBLIC KEY-----"
    private static let footer = "-----END PUBLIC KEY-----"

    /// The DER inside a PEM text. Published samples part its lines by line feeds or by blanks: both are taken.
    static func der(of pem: String) -> [UInt8]? {
        guard let head = pem.range(of: header), let foot = pem.range(of: footer, range: head.upperBound..<pem.endIndex)
        else { return nil }
        let body = pem[head.upperBound..<foot.lowerBound].filter { !$0.isWhitespace }
        return Data(base64Encoded: String(body)).map { Array($0) }
    }

    /// PEM (RFC 7468 §3): 64 characters a line.
    static func pem(of der: [UInt8]) -> String {
        var text = header + "\n"
        var rest = Substring(Data(der).base64EncodedString())
        while !rest.isEmpty {
            text += rest.prefix(64) + "\n"
            rest = rest.dropFirst(64)
        }
        return text + footer + "\n"
    }
}

extension ActionCall {
    /// A data key in Base64: in clear, or encrypted for the recipient.
    func plaintext(of key: borrowing DataKey, for recipient: Recipient?) throws -> JSONValue {
        guard let recipient else { return .string(key.withPlaintext(Self.base64)) }
        return .string(Data(try seal(key.material, for: recipient)).base64EncodedString())
    }

    /// Whether the recipient can be served, asked before anything is done.
    ///
    /// - Parameters:
    ///   - recipient: nil for none.
    ///   - byteCount: how long the plaintext will be, where that is known.
    /// - Throws: what ``plaintext(of:for:)`` would throw.
    func demand(_ recipient: Recipient?, byteCount: Int = 0) throws(APIError) {
        guard let recipient else { return }
        guard service.edition.encryptionAlgorithms.contains(recipient.algorithm) else {
            throw .recipientNotOffered
        }
        do throws(CryptoError) {
            _ = try service.edition.loadPublicKey(
                recipient.algorithm.keySpec, publicKeyDER: recipient.publicKeyDER.span)
        } catch {
            throw APIError(ofRecipient: error)
        }
        if let limit = recipient.algorithm.plaintextByteCountLimit, byteCount > limit {
            throw APIError(ofRecipient: .tooLong(limit: UInt64(limit)))
        }
    }

    private func seal(_ secret: borrowing KeyMaterial, for recipient: Recipient) throws(APIError) -> [UInt8] {
        do throws(CryptoError) {
            return try service.edition.encryptForRecipient(
                secret, publicKeyDER: recipient.publicKeyDER.span, algorithm: recipient.algorithm)
        } catch {
            throw APIError(ofRecipient: error)
        }
    }

    /// Base64 of bytes that are meant to leave.
    static func base64(_ bytes: Span<UInt8>) -> String {
        unsafe bytes.withUnsafeBufferPointer { unsafe Data($0).base64EncodedString() }
    }
}

extension APIError {
    /// What keeps a plaintext from being encrypted for its recipient.
    fileprivate init(ofRecipient error: CryptoError) {
        switch error {
        case .unsupportedAlgorithm: self = .recipientNotOffered
        case .malformedKey: self = .unreadablePublicKey
        case .tooLong(let limit):
            self = .malformed(
                "EncryptionAlgorithm", "takes at most \(limit) bytes; use SM2, or ask for fewer bytes",
                zh: "最多加密 \(limit) 字节，请改用 SM2 或减少字节数")
        default: self = .internalFault
        }
    }

    fileprivate static let unreadablePublicKey = APIError(
        .invalidParameter,
        "EncryptionPublicKey is no PEM public key of the algorithm's kind (RSA-2048 or SM2). Send a SubjectPublicKeyInfo.",
        zh: "EncryptionPublicKey 不是与算法匹配的 PEM 公钥（RSA-2048 或 SM2），请发送 SubjectPublicKeyInfo。")

    fileprivate static let recipientNotOffered = APIError(
        .unsupportedKeyUsageInCurrentRegion,
        "This server's edition does not encrypt with this EncryptionAlgorithm (SM2 when it is empty). Send an RSA-2048 key "
            + "and EncryptionAlgorithm RSAES_OAEP_SHA_256.",
        zh: "该服务当前版本不支持此 EncryptionAlgorithm（为空时为 SM2），请使用 RSA-2048 公钥和 RSAES_OAEP_SHA_256。")
}
