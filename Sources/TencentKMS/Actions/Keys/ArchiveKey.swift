// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Lets a CMK decrypt only.
struct ArchiveKey: Action {
    static let name = "ArchiveKey"
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        try parameters.refuseMemberAccount()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.service.archiveKey(.id(keyID), for: call.caller)
        return Reply()
    }
}
