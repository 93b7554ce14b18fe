// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu credential enable`
struct EnableCredential: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Accepts requests signed with a credential again.",
        usage: "hufu credential enable <credential> [<options>]",
        discussion: """
            A running server notices within a second.

            Example:
              hufu credential enable web
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: CredentialArgument

    func run() async throws {
        let selector = try target.selector()
        let (principals, _, caller) = try await global.principals()
        try CredentialPresenter(output: global.output).show(try await principals.enable(selector, for: caller))
    }
}
