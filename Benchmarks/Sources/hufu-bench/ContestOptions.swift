// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Workloads

/// Which contests, how long, and where.
struct ContestOptions: ParsableArguments {
    @Option(help: "Only contests whose name, such as seal/SM4-128-GCM/4 KiB, matches this regular expression.")
    var filter: String?

    @Option(help: "The most rounds for each contest; medians are over rounds.")
    var rounds = 201

    @Option(help: "About how many seconds each contest takes; long messages then get fewer rounds.")
    var seconds = 2.0

    @Option(help: "Stay on this CPU; leaves out the contests of two threads.")
    var pin: Int32?

    @Option(help: "The configuration of OpenSSL's FIPS provider.")
    var fipsConfig = ".build/fips/hufu-fips.cnf"

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds must be at least 1.") }
        guard seconds > 0 else { throw ValidationError("--seconds must be above 0.") }
        if let filter { _ = try Regex(filter) }
    }

    /// The configuration of the FIPS provider, or nil when there is no such file.
    var moduleConfiguration: String? {
        guard FileManager.default.fileExists(atPath: fipsConfig) else { return nil }
        return URL(fileURLWithPath: fipsConfig).path
    }

    var interleaving: Interleaving { Interleaving(roundLimit: rounds, secondsPerContest: seconds) }

    /// Pins the process when asked to; first of all.
    func settle() throws { if let pin { try Machine.pin(to: pin) } }

    /// The contests of the catalogue that are asked for.
    func contests(of catalog: Catalog) throws -> [Contest] {
        let pattern = try filter.map { try Regex($0) }
        return catalog.contests.filter { contest in
            (pin == nil || contest.threadCount == 1) && pattern.map { contest.name.contains($0) } ?? true
        }
    }
}
