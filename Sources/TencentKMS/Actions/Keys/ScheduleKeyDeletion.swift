// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Sets the date, 7 to 30 days ahead, at which a disabled CMK ends for ever.
struct ScheduleKeyDeletion: Action {
    static let name = "ScheduleKeyDeletion"
    let keyID: KeyID
    let days: Int

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        days = try parameters.requiredInteger("PendingWindowInDays")
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let key = try await call.service.scheduleKeyDeletion(.id(keyID), days: days, for: call.caller)
        return Reply([
            "DeletionDate": .integer(key.deletionDate?.seconds ?? 0), "KeyId": .string(key.id.description),
        ])
    }
}
