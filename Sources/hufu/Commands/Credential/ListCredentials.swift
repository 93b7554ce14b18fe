// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu credential list`
struct ListCredentials: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists credentials by name; never a SecretKey.",
        discussion: """
            Example:
              hufu credential list --json
            """)

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let (principals, _, caller) = try await global.principals()
        try CredentialPresenter(output: global.output).show(list: try await principals.credentials(for: caller))
    }
}
