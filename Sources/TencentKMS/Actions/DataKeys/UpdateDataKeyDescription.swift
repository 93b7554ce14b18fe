// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Describes a data key anew, in at most 100 bytes.
struct UpdateDataKeyDescription: Action {
    static let name = "UpdateDataKeyDescription"
    let dataKeyID: DataKeyID
    let summary: String

    init(_ parameters: inout Parameters) throws {
        dataKeyID = try parameters.dataKeyID()
        summary = try parameters.requiredText("Description")
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.updateDataKeyDescription(dataKeyID, to: summary, for: call.caller)
        return Reply()
    }
}
