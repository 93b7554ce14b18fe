// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// The key that a command works on.
struct KeyArgument: ParsableArguments {
    @Argument(help: "The key: its ID, or alias/NAME.")
    var key: String

    /// The key's name, read.
    ///
    /// - Throws: `KeyServiceError/invalidKeyID(_:)`; `KeyServiceError/invalidAlias(_:)`.
    func selector() throws(KeyServiceError) -> KeySelector { try KeySelector(key) }
}
