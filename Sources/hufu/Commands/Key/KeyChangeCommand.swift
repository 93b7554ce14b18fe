// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import KeyManagement

/// A command that changes one key and shows it as it is then.
protocol KeyChangeCommand: AsyncParsableCommand {
    var global: GlobalOptions { get }
    var target: KeyArgument { get }

    /// Carries the change out.
    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey

    /// What its owner should know of the change, for standard error; nil for nothing.
    func advice(on key: CustomerMasterKey) -> String?
}

extension KeyChangeCommand {
    func advice(on key: CustomerMasterKey) -> String? { nil }

    func run() async throws {
        let selector = try target.selector()
        let (service, caller) = try await global.service()
        let key = try await change(selector, of: service, for: caller)
        try KeyPresenter(service, output: global.output).show(key)
        if let advice = advice(on: key) { Terminal.note("\n\(advice)") }
    }
}
