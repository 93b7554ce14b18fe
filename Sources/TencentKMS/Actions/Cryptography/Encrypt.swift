// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Seals up to 4096 bytes under a CMK.
struct Encrypt: Action {
    static let name = "Encrypt"
    static let ratePerSecond = 300.0
    let keyID: KeyID
    let plaintext: [UInt8]
    let context: EncryptionContext

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        plaintext = try parameters.base64("Plaintext", orElse: .invalidPlaintext)
        context = try parameters.context()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let message = try await call.service.encrypt(
            plaintext, under: .id(keyID), context: context, for: call.caller)
        return Reply(["CiphertextBlob": .string(message.text), "KeyId": .string(message.keyID.description)])
    }
}
