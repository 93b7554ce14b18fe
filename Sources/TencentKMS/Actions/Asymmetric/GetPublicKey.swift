// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyManagement
import StrictJSON

/// The public half of an asymmetric CMK, as DER and as PEM.
struct GetPublicKey: Action {
    static let name = "GetPublicKey"
    let keyID: KeyID

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let key = try await call.service.publicKey(of: .id(keyID), for: call.caller)
        return Reply([
            "KeyId": .string(key.keyID.description), "PublicKey": .string(Data(key.der).base64EncodedString()),
            "PublicKeyPem": .string(PublicKeyText.pem(of: key.der)),
        ])
    }
}
