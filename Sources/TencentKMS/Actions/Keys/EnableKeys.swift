// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Puts several CMKs to use: all, or none when one refuses.
struct EnableKeys: Action {
    static let name = "EnableKeys"
    let keyIDs: [KeyID]

    init(_ parameters: inout Parameters) throws {
        keyIDs = try parameters.keyIDs()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.enableKeys(keyIDs, for: call.caller)
        return Reply()
    }
}
