// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// One action of the API: reads its parameters, and carries them out.
protocol Action: Sendable {
    /// The name on the wire.
    static var name: String { get }
    /// How many requests a second one credential may make, as the API's pages say; 100 where they say nothing.
    static var ratePerSecond: Double { get }

    /// Reads and checks the parameters.
    ///
    /// - Throws: `MissingParameter`, `InvalidParameter…`; nothing was done then.
    init(_ parameters: inout Parameters) throws

    /// Does what was asked.
    ///
    /// - Throws: ``APIError``, or an error of the service that ``APIError/init(reporting:)`` knows.
    func run(_ call: ActionCall) async throws -> Reply
}

extension Action {
    static var ratePerSecond: Double { 100 }

    /// Reads the parameters, refuses those that are left over, and runs.
    static func answer(_ parameters: Parameters, _ call: ActionCall) async throws -> Reply {
        var parameters = parameters
        let action = try Self(&parameters)
        try parameters.finish()
        return try await action.run(call)
    }
}

/// What an action runs on.
struct ActionCall: Sendable {
    let service: KeyService
    var caller: Caller
    let site: Site
    let rates: RequestLimiter.Rates
    let language: Language
}
