import KeyManagement
// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// The regions that this server serves: its one.
struct GetRegions: Action {
    static let name = "GetRegions"

    init(_ parameters: inout Parameters) throws {}

    func run(_ call: ActionCall) async throws -> Reply {
        try call.service.authorise(call.caller)
        return Reply(["Regions": JSONValue(.array([.string(call.site.region)]))])
    }
}
