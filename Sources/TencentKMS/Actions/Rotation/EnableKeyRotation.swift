// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Turns periodic rotation on, or changes its period: 7 to 365 days.
struct EnableKeyRotation: Action {
    static let name = "EnableKeyRotation"
    let keyID: KeyID
    let days: Int

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        days = try parameters.integer("RotateDays") ?? 365
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.enableKeyRotation(.id(keyID), days: days, for: call.caller)
        return Reply()
    }
}
