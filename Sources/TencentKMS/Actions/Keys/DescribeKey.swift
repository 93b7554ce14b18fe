// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// The attributes of one CMK, in any state.
struct DescribeKey: Action {
    static let name = "DescribeKey"
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let key = try await call.service.describeKey(.id(keyID), for: call.caller)
        return Reply(["KeyMetadata": call.metadata(of: key)])
    }
}
