// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu credential disable`
struct DisableCredential: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Refuses all requests signed with a credential until it is enabled again.",
        usage: "hufu credential disable <credential> [<options>]",
        discussion: """
            A running server notices within a second.

            Example:
              hufu credential disable web
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: CredentialArgument

    func run() async throws {
        let selector = try target.selector()
        let (principals, _, caller) = try await global.principals()
        try CredentialPresenter(output: global.output).show(try await principals.disable(selector, for: caller))
    }
}
