// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key describe`
struct DescribeKey: KeyChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Gives a key another description. `key show` reads it.",
        usage: "hufu key describe <key> <text> [<options>]",
        discussion: """
            Example:
              hufu key describe alias/orders "orders of the web shop"
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    @Argument(help: "Free text, at most 1024 bytes; '' for none.")
    var text: String

    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey {
        try await service.updateKeyDescription(key, to: text, for: caller)
    }
}
