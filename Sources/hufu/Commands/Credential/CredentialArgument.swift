// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// The credential that a command works on.
struct CredentialArgument: ParsableArguments {
    @Argument(help: "The credential: its SecretId, or its name.")
    var credential: String

    /// The credential's name, read.
    ///
    /// - Throws: `KeyServiceError/invalidCredentialName(_:)`.
    func selector() throws(KeyServiceError) -> CredentialSelector { try CredentialSelector(credential) }
}
