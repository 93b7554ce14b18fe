// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import StrictJSON

/// A wrapping public key and a token, good for 24 hours, to import material into an external CMK.
struct GetParametersForImport: Action {
    static let name = "GetParametersForImport"
    let keyID: KeyID
    let algorithm: WrappingAlgorithm

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        let name = try parameters.requiredText("WrappingAlgorithm")
        let spec = try parameters.requiredText("WrappingKeySpec")
        guard let algorithm = WrappingAlgorithm(rawValue: name) else {
            throw APIError.malformed(
                "WrappingAlgorithm", "is not RSAES_OAEP_SHA_256, RSAES_OAEP_SHA_1 or RSAES_PKCS1_V1_5",
                zh: "应为 RSAES_OAEP_SHA_256、RSAES_OAEP_SHA_1 或 RSAES_PKCS1_V1_5")
        }
        guard spec == algorithm.keySpec.rawValue else {
            throw APIError.malformed(
                "WrappingKeySpec", "does not go with this algorithm; use \(algorithm.keySpec.rawValue)",
                zh: "与算法不匹配，应为 \(algorithm.keySpec.rawValue)")
        }
        self.algorithm = algorithm
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let made = try await call.service.parametersForImport(.id(keyID), algorithm: algorithm, for: call.caller)
        return Reply([
            "KeyId": .string(made.keyID.description), "ImportToken": .string(made.token),
            "PublicKey": .string(Data(made.publicKeyDER).base64EncodedString()),
            "ParametersValidTo": .integer(made.expires.seconds),
        ])
    }
}
