// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

extension Hufu {
    /// Every command, in the order of the help: keys first, then what is done with them, then the machine.
    static let commands: [any ParsableCommand.Type] = [
        Initialise.self, Key.self, Import.self, CredentialCommand.self, PolicyCommand.self,
        Encrypt.self, Decrypt.self, DataKeyCommand.self, ReEncrypt.self, Random.self,
        Serve.self, RunSelfTest.self, FIPS.self, Doctor.self, Demo.self,
    ]
}
