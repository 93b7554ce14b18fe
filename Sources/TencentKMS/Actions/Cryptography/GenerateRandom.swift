// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyManagement
import StrictJSON

/// Random bytes, 1 to 1024.
struct GenerateRandom: Action {
    static let name = "GenerateRandom"
    static let ratePerSecond = 150.0
    let byteCount: Int

    init(_ parameters: inout Parameters) throws {
        byteCount = try parameters.requiredInteger("NumberOfBytes")
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let bytes = try call.service.generateRandom(byteCount: byteCount, for: call.caller)
        return Reply(["Plaintext": .string(Data(bytes).base64EncodedString())])
    }
}
