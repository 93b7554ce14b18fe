// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `hufu-bench`: hufu and its peers, by turns in one process.
@main struct HufuBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hufu-bench",
        abstract: "Measure hufu and its peers by turns (A B A B …), so that a drifting clock hits all alike.",
        subcommands: [Peers.self, Goals.self, Smoke.self, Times.self, Compare.self])
}
