// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Makes a new version of a CMK's material at once.
struct RotateKey: Action {
    static let name = "RotateKey"
    static let ratePerSecond = 20.0
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.rotateKey(.id(keyID), rule: .documented, for: call.caller)
        // The rotation is done when the reply is sent: the task is this very request.
        return Reply(["TaskId": .string(call.caller.requestID)])
    }
}
