// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu policy set`
struct SetPolicy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Puts another policy in the place of a credential's.",
        usage: """
            hufu policy set <credential>
                (--policy <file> | --allow <actions> --keys <keys>) [<options>]
            """,
        discussion: """
            A running server notices within a second.

            Examples:
              hufu policy set web --allow Encrypt --keys 'alias/orders-*,tag/team=web'
              hufu policy set admin --policy admin.json
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: CredentialArgument

    @OptionGroup var policy: PolicyOptions

    func validate() throws {
        if policy.policy == nil, policy.allow == nil {
            throw ValidationError("Name the policy: --policy <file>, or --allow <actions> --keys <keys>.")
        }
    }

    func run() async throws {
        let selector = try target.selector()
        let policy = try policy.read() ?? .nothing
        let (principals, _, caller) = try await global.principals()
        try CredentialPresenter(output: global.output).show(
            try await principals.setPolicy(policy, of: selector, for: caller))
    }
}
