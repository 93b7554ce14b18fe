// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key unarchive`
struct UnarchiveKey: KeyChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "unarchive",
        abstract: "Puts an archived key back to use.",
        usage: "hufu key unarchive <key> [<options>]",
        discussion: """
            Example:
              hufu key unarchive alias/orders
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey {
        try await service.cancelKeyArchive(key, for: caller)
    }
}
