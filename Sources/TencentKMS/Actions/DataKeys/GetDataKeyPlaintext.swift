// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// A hosted data key in clear, or encrypted for its caller.
struct GetDataKeyPlaintext: Action {
    static let name = "GetDataKeyPlaintext"
    let dataKeyID: DataKeyID
    let recipient: Recipient?

    init(_ parameters: inout Parameters) throws {
        dataKeyID = try parameters.dataKeyID()
        recipient = try parameters.recipient()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try call.demand(recipient)
        let key = try await call.service.dataKeyPlaintext(dataKeyID, for: call.caller)
        return Reply(["Plaintext": try call.plaintext(of: key, for: recipient)], isApproved: recipient.isApproved)
    }
}
