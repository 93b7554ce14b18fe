// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Puts a disabled CMK to use.
struct EnableKey: Action {
    static let name = "EnableKey"
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.enableKey(.id(keyID), for: call.caller)
        return Reply()
    }
}
