// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Takes back the record that a cloud resource uses a CMK.
struct UnbindCloudResource: Action {
    static let name = "UnbindCloudResource"
    let keyID: KeyID
    let productID: String
    let resourceID: String

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        productID = try parameters.requiredText("ProductId")
        resourceID = try parameters.requiredText("ResourceId")
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.unbindCloudResource(
            .id(keyID), productID: productID, resourceID: resourceID, for: call.caller)
        return Reply()
    }
}
