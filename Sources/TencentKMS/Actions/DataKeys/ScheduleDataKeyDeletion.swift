// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Sets the date, 7 to 30 days ahead, at which a disabled data key ends.
struct ScheduleDataKeyDeletion: Action {
    static let name = "ScheduleDataKeyDeletion"
    let dataKeyID: DataKeyID
    let days: Int

    init(_ parameters: inout Parameters) throws {
        dataKeyID = try parameters.dataKeyID()
        days = try parameters.requiredInteger("PendingWindowInDays")
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let dataKey = try await call.service.scheduleDataKeyDeletion(dataKeyID, days: days, for: call.caller)
        return Reply([
            "DeletionDate": .integer(dataKey.deletionDate?.seconds ?? 0), "DataKeyId": .string(dataKey.id.description),
        ])
    }
}
