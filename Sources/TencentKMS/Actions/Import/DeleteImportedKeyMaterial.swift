// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Takes imported material away; the CMK waits for the same material.
struct DeleteImportedKeyMaterial: Action {
    static let name = "DeleteImportedKeyMaterial"
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.deleteImportedKeyMaterial(.id(keyID), for: call.caller)
        return Reply()
    }
}
