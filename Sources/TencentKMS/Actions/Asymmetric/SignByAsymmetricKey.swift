// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import StrictJSON

/// Signs a message, or its digest.
struct SignByAsymmetricKey: Action {
    static let name = "SignByAsymmetricKey"
    let keyID: KeyID
    let message: SignedMessage

    init(_ parameters: inout Parameters) throws {
        message = try SignedMessage(&parameters)
        keyID = try parameters.keyID()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let signature = try await call.service.sign(
            message.bytes, as: message.form, with: .id(keyID), algorithm: message.algorithm, for: call.caller)
        return Reply(
            ["Signature": .string(Data(signature.bytes).base64EncodedString())], isApproved: message.form.isApproved)
    }
}

/// What is signed, and how.
struct SignedMessage: Sendable {
    let bytes: [UInt8]
    let form: MessageForm
    let algorithm: SignatureAlgorithm

    /// - Throws: `MissingParameter`; `InvalidParameter`.
    init(_ parameters: inout Parameters) throws(APIError) {
        let name = try parameters.requiredText("Algorithm")
        guard let algorithm = SignatureAlgorithm(rawValue: name) else {
            throw .malformed(
                "Algorithm", "is not SM2DSA, ECC_P256_R1, RSA_PSS_SHA_256 or RSA_PKCS1_SHA_256",
                zh: "应为 SM2DSA、ECC_P256_R1、RSA_PSS_SHA_256 或 RSA_PKCS1_SHA_256")
        }
        let type = try parameters.text("MessageType") ?? ""
        guard let form = type.isEmpty ? .raw : MessageForm(rawValue: type) else {
            throw .malformed("MessageType", "is neither RAW nor DIGEST", zh: "应为 RAW 或 DIGEST")
        }
        bytes = try parameters.base64("Message", orElse: .invalidParameter)
        self.form = form
        self.algorithm = algorithm
    }
}
