// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// The attributes of one hosted data key, in any state.
struct DescribeDataKey: Action {
    static let name = "DescribeDataKey"
    let dataKeyID: DataKeyID

    init(_ parameters: inout Parameters) throws {
        dataKeyID = try parameters.dataKeyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let dataKey = try await call.service.describeDataKey(dataKeyID, for: call.caller)
        return Reply(["DataKeyMetadata": call.metadata(of: dataKey)])
    }
}
