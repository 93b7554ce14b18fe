// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// That the service is on, and how much of it is in use.
struct GetServiceStatus: Action {
    static let name = "GetServiceStatus"

    init(_ parameters: inout Parameters) throws {}

    func run(_ call: ActionCall) async throws -> Reply {
        try call.service.authorise(call.caller)
        let statistics = try await call.service.statistics()
        return Reply([
            "ServiceEnabled": .boolean(true), "InvalidType": .integer(1), "UserLevel": .integer(1),
            "ProExpireTime": .integer(0), "ProRenewFlag": .integer(0), "ProResourceId": "",
            "ExclusiveVSMEnabled": .boolean(false), "ExclusiveHSMEnabled": .boolean(false), "SubscriptionInfo": "",
            "CmkUserCount": .integer(statistics.keyCount), "CmkLimit": .integer(call.site.keyLimit ?? 0),
            "ExclusiveHSMList": JSONValue(.array([])), "IsAllowedDataKeyHosted": .boolean(true),
            "DataKeyLimit": .integer(0), "FreeDataKeyLimit": .integer(0),
            "DataKeyUsedCount": .integer(statistics.hostedDataKeyCount), "SyncTaskList": JSONValue(.array([])),
            "IsAllowedSync": .boolean(false), "QpsLimit": .integer(Int(Encrypt.ratePerSecond)),
            "QpsTotalLimit": .integer(Int(Encrypt.ratePerSecond)),
            "RegionsQps": JSONValue.array([
                .object([
                    .init("Region", .string(call.site.region)), .init("Qps", .integer(Int(Encrypt.ratePerSecond))),
                ])
            ]), "ResourceRegion": .string(call.site.region), "ResourceZone": "",
        ])
    }
}
