// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Workloads

/// `hufu-bench times`: one side of a comparison of two commits.
struct Times: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print nanoseconds of hufu's own contenders as JSON: one run of `compare`.", shouldDisplay: false)

    @OptionGroup var options: ContestOptions

    /// Batches of one contender; the least of them counts, which interruptions cannot lengthen.
    private static let batchCount = 15
    /// Longer messages tell nothing new and take long.
    private static let byteCountLimit = 1 << 20

    func run() throws {
        try options.settle()
        let catalog = try Catalog.load(moduleConfiguration: options.moduleConfiguration)
        let peers = ["libgcrypt", "OpenSSL", "Botan", "swift-crypto"]
        var times: [String: Double] = [:]
        for contest in try options.contests(of: catalog)
        where contest.threadCount == 1 && (contest.size?.byteCount ?? 0) <= Times.byteCountLimit {
            let message = contest.makeMessage()
            for contender in contest.contenders where !peers.contains(where: { contender.name.hasPrefix($0) }) {
                let run = try contest.start(contender, on: message)
                let count = try Interleaving.calibrate(run).count
                let batches = try (0..<Times.batchCount).map { _ in try Interleaving.time(run, count) }
                times["\(contest.name)/\(contender.name)"] = batches.min().map { $0 / Double(count) }
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(times), as: UTF8.self))
    }
}
