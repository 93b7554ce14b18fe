// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Puts a disabled data key to use.
struct EnableDataKey: Action {
    static let name = "EnableDataKey"
    let dataKeyID: DataKeyID

    init(_ parameters: inout Parameters) throws {
        dataKeyID = try parameters.dataKeyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.enableDataKey(dataKeyID, for: call.caller)
        return Reply()
    }
}
