// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `hufu credential`
struct CredentialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential",
        abstract: "Makes, lists and changes credentials: who may send requests to the service.",
        subcommands: [
            CreateCredential.self, ListCredentials.self, DisableCredential.self, EnableCredential.self,
            RotateCredential.self, DeleteCredential.self,
        ])
}
