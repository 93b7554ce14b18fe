// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key schedule-deletion`
struct ScheduleDeletion: KeyChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule-deletion",
        abstract: "Sets the date at which a disabled key ends for ever, with all data under it.",
        usage: "hufu key schedule-deletion <key> --days <days> [<options>]",
        discussion: """
            Example:
              hufu key disable alias/orders
              hufu key schedule-deletion alias/orders --days 30
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    @Option(name: .long, help: "How many days from now, 7 to 30.")
    var days: Int

    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey {
        try await service.scheduleKeyDeletion(key, days: days, for: caller)
    }

    func advice(on key: CustomerMasterKey) -> String? {
        let backup =
            key.origin == .external
            ? " A backup of its material does not help then: only this key, with its ID, opens them." : ""
        return """
            On that date the key goes for ever, and everything sealed under it stays sealed.\(backup)
            Until then: hufu key cancel-deletion alias/\(key.alias.text)
            """
    }
}
