// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

extension Hufu {
    /// Every command, in the order of the help.
    static let commands: [any ParsableCommand.Type] =
        [
            Initialise.self,
            Key.self,
            Import.self,
            RunSelfTest.self,
            Doctor.self,
        ] + dataCommands
}
