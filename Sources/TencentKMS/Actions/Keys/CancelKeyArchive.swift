// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Puts an archived CMK back to use.
struct CancelKeyArchive: Action {
    static let name = "CancelKeyArchive"
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.cancelKeyArchive(.id(keyID), for: call.caller)
        return Reply()
    }
}
