// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// A hosted data key as it was sealed for its maker.
struct GetDataKeyCiphertextBlob: Action {
    static let name = "GetDataKeyCiphertextBlob"
    let dataKeyID: DataKeyID

    init(_ parameters: inout Parameters) throws {
        dataKeyID = try parameters.dataKeyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let message = try await call.service.dataKeyCiphertext(dataKeyID, for: call.caller)
        return Reply(["CiphertextBlob": .string(message.text)])
    }
}
