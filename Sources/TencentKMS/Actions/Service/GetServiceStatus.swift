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
        let rate = Self.encryptRate(call.rates)
        return Reply([
            "ServiceEnabled": .boolean(true), "InvalidType": .integer(1), "UserLevel": .integer(1),
            "ProExpireTime": .integer(0), "ProRenewFlag": .integer(0), "ProResourceId": "",
            "ExclusiveVSMEnabled": .boolean(false), "ExclusiveHSMEnabled": .boolean(false), "SubscriptionInfo": "",
            "CmkUserCount": .integer(statistics.keyCount), "CmkLimit": .integer(call.site.keyLimit ?? 0),
            "ExclusiveHSMList": JSONValue(.array([])), "IsAllowedDataKeyHosted": .boolean(true),
            "DataKeyLimit": .integer(0), "FreeDataKeyLimit": .integer(0),
            "DataKeyUsedCount": .integer(statistics.hostedDataKeyCount), "SyncTaskList": JSONValue(.array([])),
            "IsAllowedSync": .boolean(false), "QpsLimit": .integer(rate), "QpsTotalLimit": .integer(rate),
            "RegionsQps": JSONValue.array([
                .object([.init("Region", .string(call.site.region)), .init("Qps", .integer(rate))])
            ]), "ResourceRegion": .string(call.site.region), "ResourceZone": "",
        ])
    }

    /// Encrypt requests a second that one credential may make, 1 at least; 0 without a limit.
    private static func encryptRate(_ rates: RequestLimiter.Rates) -> Int {
        let rate = rates.rate(of: Encrypt.name, documented: Encrypt.ratePerSecond)
        return rate.map { Int(min(max(1, $0), 1_000_000_000)) } ?? 0
    }
}
