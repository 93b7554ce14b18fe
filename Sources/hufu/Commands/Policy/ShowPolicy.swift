// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import KeyManagement

/// `hufu policy show`
struct ShowPolicy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints a credential's policy as the JSON document that `policy set` takes.",
        usage: "hufu policy show <credential> [<options>]",
        discussion: """
            Example:
              hufu policy show web > web.json
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: CredentialArgument

    func run() async throws {
        let selector = try target.selector()
        let (principals, _, caller) = try await global.principals()
        let credential = try await principals.credential(selector, for: caller)
        var output = OutputFile.standardOutput
        try output.writeAll(Array(credential.policy.document.utf8))
    }
}
