// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON

/// Fills an external CMK with its owner's material; only the same material ever comes back into it.
struct ImportKeyMaterial: Action {
    static let name = "ImportKeyMaterial"
    let request: ImportRequest

    init(_ parameters: inout Parameters) throws {
        let material = try parameters.base64("EncryptedKeyMaterial", orElse: .invalidParameter)
        let token = try parameters.requiredText("ImportToken")
        let keyID = try parameters.keyID()
        let validTo = try parameters.integer("ValidTo") ?? 0
        request = ImportRequest(
            key: .id(keyID), token: token, wrappedMaterial: material,
            validTo: validTo == 0 ? nil : UnixTime(seconds: Int64(validTo)))
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let receipt = try await call.service.importKeyMaterial(request, for: call.caller)
        return Reply(isApproved: receipt.algorithm.isApproved)
    }
}
