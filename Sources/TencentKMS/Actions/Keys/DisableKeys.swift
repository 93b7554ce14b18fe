// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Takes several CMKs out of use: all, or none when one refuses.
struct DisableKeys: Action {
    static let name = "DisableKeys"
    let keyIDs: [KeyID]

    init(_ parameters: inout Parameters) throws {
        keyIDs = try parameters.keyIDs()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.disableKeys(keyIDs, for: call.caller)
        return Reply()
    }
}
