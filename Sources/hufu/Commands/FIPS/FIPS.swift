// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `hufu fips`
struct FIPS: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fips",
        abstract: "Says what the FIPS edition runs on, and how each operation stands.",
        subcommands: [ShowFIPSStatus.self])
}
