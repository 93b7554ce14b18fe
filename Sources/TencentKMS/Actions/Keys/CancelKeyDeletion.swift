// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Takes a scheduled deletion back: the CMK is disabled then, or waits for its material.
struct CancelKeyDeletion: Action {
    static let name = "CancelKeyDeletion"
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let key = try await call.service.cancelKeyDeletion(.id(keyID), for: call.caller)
        return Reply(["KeyId": .string(key.id.description)])
    }
}
