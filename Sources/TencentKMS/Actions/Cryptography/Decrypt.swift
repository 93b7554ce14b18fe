// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Opens what Encrypt, ReEncrypt or GenerateDataKey sealed.
struct Decrypt: Action {
    static let name = "Decrypt"
    static let ratePerSecond = 300.0
    let blob: String
    let context: EncryptionContext
    let recipient: Recipient?

    init(_ parameters: inout Parameters) throws {
        blob = try parameters.requiredText("CiphertextBlob")
        context = try parameters.context()
        recipient = try parameters.recipient()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try call.demand(recipient)
        let message = try call.service.message(fromText: blob)
        let opened = try await call.service.openDataKey(message, context: context, for: call.caller)
        return Reply(
            [
                "KeyId": .string(opened.sealed.keyID.description),
                "Plaintext": try call.plaintext(of: opened, for: recipient),
            ], isApproved: recipient.isApproved)
    }
}
