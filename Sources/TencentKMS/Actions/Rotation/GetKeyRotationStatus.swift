// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Whether a CMK is rotated periodically.
struct GetKeyRotationStatus: Action {
    static let name = "GetKeyRotationStatus"
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let key = try await call.service.describeKey(.id(keyID), for: call.caller)
        return Reply(["KeyRotationEnabled": .boolean(key.rotation.periodInDays != nil)])
    }
}
