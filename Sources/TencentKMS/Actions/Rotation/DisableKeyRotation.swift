// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Turns periodic rotation off.
struct DisableKeyRotation: Action {
    static let name = "DisableKeyRotation"
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.disableKeyRotation(.id(keyID), for: call.caller)
        return Reply()
    }
}
