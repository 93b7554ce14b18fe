// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// The attributes of several CMKs; one that is unknown refuses the whole call.
struct DescribeKeys: Action {
    static let name = "DescribeKeys"
    let keyIDs: [KeyID]

    init(_ parameters: inout Parameters) throws {
        keyIDs = try parameters.keyIDs()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let keys = try await call.service.describeKeys(keyIDs, for: call.caller)
        return Reply(["KeyMetadatas": JSONValue(.array(keys.map(call.metadata)))])
    }
}
