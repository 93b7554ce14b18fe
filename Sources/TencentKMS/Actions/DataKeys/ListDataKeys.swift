// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// The IDs of the hosted data keys.
struct ListDataKeys: Action {
    static let name = "ListDataKeys"
    let query: DataKeyQuery?

    init(_ parameters: inout Parameters) throws {
        let page = try parameters.page()
        query = try parameters.asksForProductKeys() ? nil : DataKeyQuery(offset: page.offset, limit: page.limit)
        try parameters.refuseHSMCluster()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let listing = try await call.dataKeys(query)
        let dataKeys = listing.dataKeys.map { found in
            JSONValue(.object([.init("DataKeyId", .string(found.dataKey.id.description))]))
        }
        return Reply(["DataKeys": JSONValue(.array(dataKeys)), "TotalCount": .integer(listing.totalCount)])
    }
}

extension ActionCall {
    /// A page of data keys; an empty one when products' keys are asked for.
    func dataKeys(_ query: DataKeyQuery?) async throws -> DataKeyListing {
        try service.authorise(caller)
        guard let query else { return DataKeyListing() }
        return try await service.listDataKeys(query, for: caller)
    }
}
