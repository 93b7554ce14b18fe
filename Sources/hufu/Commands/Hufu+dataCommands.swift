// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

extension Hufu {
    /// The commands that work on data, in the order of the help.
    static let dataCommands: [any ParsableCommand.Type] = [
        Encrypt.self, Decrypt.self, DataKeyCommand.self, ReEncrypt.self, Random.self, Demo.self,
    ]
}
