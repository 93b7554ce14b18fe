// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Renames a CMK.
struct UpdateAlias: Action {
    static let name = "UpdateAlias"
    let keyID: KeyID
    let alias: KeyAlias

    init(_ parameters: inout Parameters) throws {
        alias = try KeyAlias(try parameters.requiredText("Alias"))
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.updateAlias(.id(keyID), to: alias, for: call.caller)
        return Reply()
    }
}
