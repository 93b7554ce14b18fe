// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON

/// Whether a signature is the CMK's; a wrong one is a normal answer.
struct VerifyByAsymmetricKey: Action {
    static let name = "VerifyByAsymmetricKey"
    let keyID: KeyID
    let signature: [UInt8]
    let message: SignedMessage

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        signature = try parameters.base64("SignatureValue", orElse: .invalidParameter)
        message = try SignedMessage(&parameters)
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let isValid = try await call.service.verify(
            signature, of: message.bytes, as: message.form, with: .id(keyID), algorithm: message.algorithm,
            for: call.caller)
        return Reply(["SignatureValid": .boolean(isValid)], isApproved: message.form.isApproved)
    }
}
