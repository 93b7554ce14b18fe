// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `hufu-vectors sm`
struct SM: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sm",
        abstract: "Runs the SM-CRYPTO edition's evidence, and randomness tests.",
        discussion: """
            A walk:
              hufu-vectors sm report vectors/
              hufu-vectors sm randomness --samples 20
            """,
        subcommands: [SMReport.self, TestRandomness.self])
}
