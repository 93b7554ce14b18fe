// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON

/// Decrypts with the private half of an RSA-2048 CMK.
struct AsymmetricRsaDecrypt: Action {
    static let name = "AsymmetricRsaDecrypt"
    static let ratePerSecond = 200.0
    let keyID: KeyID
    let ciphertext: [UInt8]
    let algorithm: EncryptionAlgorithm

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        ciphertext = try parameters.base64("Ciphertext", orElse: .invalidParameter)
        let name = try parameters.requiredText("Algorithm")
        guard let algorithm = EncryptionAlgorithm(rawValue: name), algorithm.keySpec == .rsa2048 else {
            throw APIError.malformed(
                "Algorithm", "is not RSAES_OAEP_SHA_256, RSAES_OAEP_SHA_1 or RSAES_PKCS1_V1_5",
                zh: "应为 RSAES_OAEP_SHA_256、RSAES_OAEP_SHA_1 或 RSAES_PKCS1_V1_5")
        }
        self.algorithm = algorithm
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.decrypt(ciphertext, with: keyID, algorithm: algorithm)
    }
}

extension ActionCall {
    /// What decrypting with an asymmetric CMK answers.
    func decrypt(_ ciphertext: [UInt8], with keyID: KeyID, algorithm: EncryptionAlgorithm) async throws -> Reply {
        let secret = try await service.decrypt(ciphertext, with: .id(keyID), algorithm: algorithm, for: caller)
        return Reply(
            ["KeyId": .string(secret.keyID.description), "Plaintext": .string(secret.withPlaintext(Self.base64))],
            isApproved: algorithm.isApproved)
    }
}
