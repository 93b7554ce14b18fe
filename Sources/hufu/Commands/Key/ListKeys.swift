// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key list`
struct ListKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists keys, the newest first.",
        usage: "hufu key list [--state <state> ...] [<options>]",
        discussion: """
            Examples:
              hufu key list
              hufu key list --state PendingImport --state Disabled
              hufu key list --search orders --json
            """)

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "Only keys in this state. May be repeated.")
    var state: [KeyState] = []

    @Option(name: .long, help: "Only keys of this origin: internal or external.")
    var origin: KeyOrigin?

    @Option(name: .long, help: ArgumentHelp("Only keys whose ID or alias contains this text.", valueName: "text"))
    var search: String?

    func run() async throws {
        let (service, caller) = try await global.service()
        let query = KeyQuery(states: state.isEmpty ? nil : Set(state), origin: origin, search: search)
        let keys = try await service.allKeys(query, for: caller)
        try KeyPresenter(service, output: global.output).show(list: keys)
    }
}
