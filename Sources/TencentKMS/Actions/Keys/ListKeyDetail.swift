// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// CMKs with their attributes, filtered and in pages.
struct ListKeyDetail: Action {
    static let name = "ListKeyDetail"
    let query: KeyQuery?

    init(_ parameters: inout Parameters) throws {
        let page = try parameters.page()
        let isOfProducts = try parameters.asksForProductKeys()
        var query = KeyQuery(offset: page.offset, limit: page.limit)
        query.newestFirst = try parameters.isNewestFirst()
        query.states = try Self.states(try parameters.integer("KeyState"))
        query.search = try parameters.text("SearchKeyAlias")
        query.origin = try parameters.origin()
        query.usage = try Self.usage(try parameters.text("KeyUsage"))
        query.tags = try parameters.tagFilters()
        try parameters.refuseHSMCluster()
        try parameters.refuseMemberAccount("MemberAccounts")
        self.query = isOfProducts ? nil : query
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let page = try await call.keys(query)
        return Reply([
            "TotalCount": .integer(page.totalCount),
            "KeyMetadatas": JSONValue(.array(page.keys.map(call.metadata))),
        ])
    }

    private static func states(_ code: Int?) throws(APIError) -> Set<KeyState>? {
        switch code ?? 0 {
        case 0: nil
        case 1: [.enabled]
        case 2: [.disabled]
        case 3: [.pendingDelete]
        case 4: [.pendingImport]
        case 5: [.archived]
        default: throw .malformed("KeyState", "is not 0 to 5", zh: "应为 0 至 5")
        }
    }

    /// An empty usage means symmetric keys only, as documented.
    private static func usage(_ text: String?) throws(APIError) -> KeyUsage? {
        switch text ?? "" {
        case "": return .encryptDecrypt
        case "ALL": return nil
        case let text:
            guard let usage = KeyUsage(rawValue: text) else {
                throw .malformed("KeyUsage", "is no usage and not ALL", zh: "不是有效的用途或 ALL")
            }
            return usage
        }
    }
}

extension Parameters {
    /// `OrderType`: 0 or none for the newest first, 1 for the oldest.
    ///
    /// - Throws: `InvalidParameter`.
    mutating func isNewestFirst() throws(APIError) -> Bool {
        let order = try integer("OrderType") ?? 0
        guard order <= 1 else { throw .malformed("OrderType", "is neither 0 nor 1", zh: "应为 0 或 1") }
        return order == 0
    }

    /// `Origin`: `TENCENT_KMS`, `EXTERNAL`, or both for `ALL`, an empty text and none.
    ///
    /// - Throws: `InvalidParameter`.
    mutating func origin() throws(APIError) -> KeyOrigin? {
        switch try text("Origin") ?? "" {
        case "", "ALL": nil
        case "TENCENT_KMS": .internal
        case "EXTERNAL": .external
        default: throw .malformed("Origin", "is not TENCENT_KMS, EXTERNAL or ALL", zh: "应为 TENCENT_KMS、EXTERNAL 或 ALL")
        }
    }
}
