// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key cancel-deletion`
struct CancelDeletion: KeyChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel-deletion",
        abstract: "Takes a scheduled deletion back; the key is disabled then.",
        usage: "hufu key cancel-deletion <key> [<options>]",
        discussion: """
            Example:
              hufu key cancel-deletion alias/orders
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey {
        try await service.cancelKeyDeletion(key, for: caller)
    }
}
