// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Renames a data key.
struct UpdateDataKeyName: Action {
    static let name = "UpdateDataKeyName"
    let dataKeyID: DataKeyID
    let dataKeyName: DataKeyName

    init(_ parameters: inout Parameters) throws {
        dataKeyID = try parameters.dataKeyID()
        dataKeyName = try DataKeyName(try parameters.requiredText("DataKeyName"))
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.updateDataKeyName(dataKeyID, to: dataKeyName, for: call.caller)
        return Reply()
    }
}
