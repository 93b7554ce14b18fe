// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Takes the deletion of a data key back: it is disabled then.
struct CancelDataKeyDeletion: Action {
    static let name = "CancelDataKeyDeletion"
    let dataKeyID: DataKeyID

    init(_ parameters: inout Parameters) throws {
        dataKeyID = try parameters.dataKeyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let dataKey = try await call.service.cancelDataKeyDeletion(dataKeyID, for: call.caller)
        return Reply(["DataKeyId": .string(dataKey.id.description)])
    }
}
