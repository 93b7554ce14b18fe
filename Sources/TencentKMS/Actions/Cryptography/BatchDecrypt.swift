// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Opens up to 128 blobs, each with a result of its own. An extension of ours.
struct BatchDecrypt: Action {
    static let name = "BatchDecrypt"
    static let ratePerSecond = 100.0
    let items: [BatchItem<Decrypt>]

    init(_ parameters: inout Parameters) throws {
        items = try parameters.batch()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.results(of: items)
    }
}
