// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Takes a CMK out of use: it neither encrypts nor decrypts.
struct DisableKey: Action {
    static let name = "DisableKey"
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.disableKey(.id(keyID), for: call.caller)
        return Reply()
    }
}
