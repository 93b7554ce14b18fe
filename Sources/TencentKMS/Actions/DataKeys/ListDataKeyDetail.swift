// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Hosted data keys with their attributes, filtered and in pages.
struct ListDataKeyDetail: Action {
    static let name = "ListDataKeyDetail"
    let query: DataKeyQuery?

    init(_ parameters: inout Parameters) throws {
        let page = try parameters.page()
        let isOfProducts = try parameters.asksForProductKeys()
        var query = DataKeyQuery(offset: page.offset, limit: page.limit)
        query.newestFirst = try parameters.isNewestFirst()
        query.states = try Self.states(try parameters.integer("KeyState"))
        query.search = try parameters.text("SearchKeyAlias")
        query.origin = try parameters.origin()
        let keyID = try parameters.text("KeyId") ?? ""
        query.keyID = keyID.isEmpty ? nil : try Parameters.keyID(keyID)
        query.byteCount = try parameters.integer("DataKeyLen")
        query.tags = try parameters.tagFilters()
        try parameters.refuseHSMCluster()
        try parameters.refuseMemberAccount("MemberAccounts")
        self.query = isOfProducts ? nil : query
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let listing = try await call.dataKeys(query)
        return Reply([
            "DataKeyMetadatas": JSONValue(.array(listing.dataKeys.map(call.metadata))),
            "TotalCount": .integer(listing.totalCount),
        ])
    }

    private static func states(_ code: Int?) throws(APIError) -> Set<DataKeyState>? {
        switch code ?? 0 {
        case 0: nil
        case 1: [.enabled]
        case 2: [.disabled]
        case 3: [.pendingDelete]
        default: throw .malformed("KeyState", "is not 0 to 3", zh: "应为 0 至 3")
        }
    }
}
