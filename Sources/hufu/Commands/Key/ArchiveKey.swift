// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key archive`
struct ArchiveKey: KeyChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Lets a key decrypt only.",
        discussion: """
            Example:
              hufu key archive alias/orders
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey {
        try await service.archiveKey(key, for: caller)
    }
}
