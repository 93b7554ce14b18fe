// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// The IDs of the CMKs that are enabled, disabled or waiting for their material.
struct ListKeys: Action {
    static let name = "ListKeys"
    let query: KeyQuery?

    init(_ parameters: inout Parameters) throws {
        let page = try parameters.page()
        let isOfProducts = try parameters.asksForProductKeys()
        try parameters.refuseHSMCluster()
        query =
            isOfProducts
            ? nil
            : KeyQuery(states: [.enabled, .disabled, .pendingImport], offset: page.offset, limit: page.limit)
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let page = try await call.keys(query)
        let keys = page.keys.map { key in JSONValue(.object([.init("KeyId", .string(key.id.description))])) }
        return Reply(["Keys": JSONValue(.array(keys)), "TotalCount": .integer(page.totalCount)])
    }
}

extension ActionCall {
    /// A page of CMKs; an empty one when products' keys are asked for.
    func keys(_ query: KeyQuery?) async throws -> KeyPage {
        try service.authorise(caller)
        guard let query else { return KeyPage(keys: [], totalCount: 0) }
        return try await service.listKeys(query, for: caller)
    }
}
