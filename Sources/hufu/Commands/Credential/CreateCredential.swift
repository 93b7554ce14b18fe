// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import KeyManagement

/// `hufu credential create`
struct CreateCredential: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes a credential: a SecretId, a SecretKey, and what they may do.",
        usage: """
            hufu credential create <name>
                [--policy <file> | --allow <actions> --keys <keys>] [<options>]
            """,
        discussion: """
            The SecretKey is shown this once and never again: to standard output, or to a new file that its owner \
            alone may read. Without a policy the credential may do nothing until `hufu policy set` gives it one.

            Examples:
              hufu credential create web --allow Encrypt,Decrypt --keys 'alias/orders-*'
              hufu credential create admin --policy admin.json --secret-file admin.secret
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The new credential's name: letters, digits, '-' and '_', at most 60.")
    var name: String

    @OptionGroup var policy: PolicyOptions

    @OptionGroup var secret: SecretOptions

    func run() async throws {
        let name = try CredentialName(name)
        let policy = try policy.read() ?? .nothing
        let (principals, _, caller) = try await global.principals()
        var presenter = try SecretPresenter(secret, output: global.output)
        let issued = try await principals.create(name, policy: policy, for: caller)
        try presenter.show(issued)
        if policy.statements.isEmpty {
            Terminal.note(
                "This credential may do nothing yet. Next: hufu policy set \(name.text) --allow … --keys …")
        }
    }
}
