// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key show`
struct ShowKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a key.",
        discussion: """
            Example:
              hufu key show alias/orders
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    func run() async throws {
        let selector = try target.selector()
        let (service, caller) = try await global.service()
        try KeyPresenter(service, output: global.output).show(try await service.describeKey(selector, for: caller))
    }
}
