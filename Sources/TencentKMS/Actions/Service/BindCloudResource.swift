// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Records that a cloud resource uses a CMK: it stays in use then, and its material no longer expires.
struct BindCloudResource: Action {
    static let name = "BindCloudResource"
    let keyID: KeyID
    let productID: String
    let resourceID: String

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        productID = try parameters.requiredText("ProductId")
        resourceID = try parameters.requiredText("ResourceId")
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.bindCloudResource(
            .id(keyID), productID: productID, resourceID: resourceID, for: call.caller)
        return Reply()
    }
}
