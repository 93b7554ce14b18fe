// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Describes a CMK anew.
struct UpdateKeyDescription: Action {
    static let name = "UpdateKeyDescription"
    let keyID: KeyID
    let summary: String

    init(_ parameters: inout Parameters) throws {
        summary = try parameters.requiredText("Description")
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.updateKeyDescription(.id(keyID), to: summary, for: call.caller)
        return Reply()
    }
}
