// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key rename`
struct RenameKey: KeyChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Gives a key another alias. Its ID, and what it sealed, stay.",
        usage: "hufu key rename <key> <name> [<options>]",
        discussion: """
            Example:
              hufu key rename alias/orders orders-2026
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    @Argument(help: "The new name, without alias/.")
    var name: String

    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey {
        try await service.updateAlias(key, to: try KeyAlias(name), for: caller)
    }
}
