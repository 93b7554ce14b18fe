// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `hufu policy`
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Shows, sets and explains what a credential may do.",
        subcommands: [ShowPolicy.self, SetPolicy.self, ExplainPolicy.self])
}
