// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key disable`
struct DisableKey: KeyChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Takes a key out of use until it is enabled again.",
        discussion: """
            Example:
              hufu key disable alias/orders
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey {
        try await service.disableKey(key, for: caller)
    }
}
