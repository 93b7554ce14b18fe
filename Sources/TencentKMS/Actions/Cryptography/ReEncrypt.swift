// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Seals anew, under another CMK or context, what one CMK sealed; the plaintext stays inside.
struct ReEncrypt: Action {
    static let name = "ReEncrypt"
    let blob: String
    let destination: KeyID?
    let sourceContext: EncryptionContext
    let context: EncryptionContext

    init(_ parameters: inout Parameters) throws {
        blob = try parameters.requiredText("CiphertextBlob")
        let destination = try parameters.text("DestinationKeyId") ?? ""
        self.destination = destination.isEmpty ? nil : try Parameters.keyID(destination)
        sourceContext = try parameters.context("SourceEncryptionContext")
        context = try parameters.context("DestinationEncryptionContext")
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let message = try call.service.message(fromText: blob)
        let result = try await call.service.reEncrypt(
            message, sourceContext: sourceContext, under: destination.map(KeySelector.id), context: context,
            for: call.caller)
        return Reply([
            "CiphertextBlob": .string(result.message.text), "KeyId": .string(result.message.keyID.description),
            "SourceKeyId": .string(result.sourceKeyID.description), "ReEncrypted": .boolean(result.isReEncrypted),
        ])
    }
}
