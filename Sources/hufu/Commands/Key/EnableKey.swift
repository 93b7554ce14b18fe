// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key enable`
struct EnableKey: KeyChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Puts a disabled key to use.",
        discussion: """
            Example:
              hufu key enable alias/orders
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey {
        try await service.enableKey(key, for: caller)
    }
}
