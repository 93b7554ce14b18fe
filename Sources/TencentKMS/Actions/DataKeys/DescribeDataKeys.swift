// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// The attributes of several hosted data keys; one that is unknown refuses the whole call.
struct DescribeDataKeys: Action {
    static let name = "DescribeDataKeys"
    let dataKeyIDs: [DataKeyID]

    init(_ parameters: inout Parameters) throws {
        dataKeyIDs = try parameters.dataKeyIDs()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let dataKeys = try await call.service.describeDataKeys(dataKeyIDs, for: call.caller)
        return Reply(["DataKeyMetadatas": JSONValue(.array(dataKeys.map(call.metadata)))])
    }
}
