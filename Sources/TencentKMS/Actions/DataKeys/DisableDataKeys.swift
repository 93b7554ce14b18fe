// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Takes several data keys out of use: all, or none when one refuses.
struct DisableDataKeys: Action {
    static let name = "DisableDataKeys"
    let dataKeyIDs: [DataKeyID]

    init(_ parameters: inout Parameters) throws {
        dataKeyIDs = try parameters.dataKeyIDs()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.disableDataKeys(dataKeyIDs, for: call.caller)
        return Reply()
    }
}
