// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu credential rotate`
struct RotateCredential: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Gives a credential a new SecretKey; its SecretId and policy stay.",
        usage: "hufu credential rotate <credential> [--keep-previous <time>] [<options>]",
        discussion: """
            The old SecretKey ends at once, or counts on beside the new one for the time given: deploy the new one \
            meanwhile. The new one is shown this once.

            Examples:
              hufu credential rotate web --keep-previous 1h
              hufu credential rotate web --secret-file web.secret
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: CredentialArgument

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How long the old SecretKey still counts: a number with s, m, h or d; at most 30d.", valueName: "time"))
    var keepPrevious: TimeSpan?

    @OptionGroup var secret: SecretOptions

    func run() async throws {
        let selector = try target.selector()
        let (principals, _, caller) = try await global.principals()
        var presenter = try SecretPresenter(secret, output: global.output)
        let issued = try await principals.rotate(
            selector, keepPreviousFor: keepPrevious?.seconds ?? 0, for: caller)
        try presenter.show(issued)
    }
}
