// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Takes a data key out of use.
struct DisableDataKey: Action {
    static let name = "DisableDataKey"
    let dataKeyID: DataKeyID

    init(_ parameters: inout Parameters) throws {
        dataKeyID = try parameters.dataKeyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.disableDataKey(dataKeyID, for: call.caller)
        return Reply()
    }
}
