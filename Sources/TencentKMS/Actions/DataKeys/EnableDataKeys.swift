// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Puts several data keys to use: all, or none when one refuses.
struct EnableDataKeys: Action {
    static let name = "EnableDataKeys"
    let dataKeyIDs: [DataKeyID]

    init(_ parameters: inout Parameters) throws {
        dataKeyIDs = try parameters.dataKeyIDs()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.enableDataKeys(dataKeyIDs, for: call.caller)
        return Reply()
    }
}
