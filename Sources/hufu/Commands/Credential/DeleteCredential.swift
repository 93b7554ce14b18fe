// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import KeyManagement

/// `hufu credential delete`
struct DeleteCredential: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Removes a credential and its SecretKey for ever.",
        usage: "hufu credential delete <credential> [<options>]",
        discussion: """
            To stop it for a while, disable it. Its name is free afterwards; its SecretId is never made again.

            Example:
              hufu credential delete web
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: CredentialArgument

    func run() async throws {
        let selector = try target.selector()
        let (principals, _, caller) = try await global.principals()
        let credential = try await principals.credential(selector, for: caller)
        try await principals.delete(.secretID(credential.secretID), for: caller)
        if global.output.json {
            try Terminal.print(json: DeletedCredential(credential))
        } else {
            Terminal.print("Deleted \(credential.secretID) (\(credential.name.text)).")
        }
    }
}

/// What `credential delete --json` prints.
private struct DeletedCredential: Encodable {
    let secretId: String
    let name: String

    init(_ credential: Credential) {
        secretId = credential.secretID.text
        name = credential.name.text
    }
}
