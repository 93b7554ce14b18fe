// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Workloads

/// `hufu-bench smoke`: every contender of every contest works once and is checked; no time counts.
struct Smoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let every contender work once and compare outputs. Asserts no time.")

    @OptionGroup var options: ContestOptions

    func run() throws {
        let catalog = try Catalog.load(moduleConfiguration: options.moduleConfiguration)
        let contests = try options.contests(of: catalog)
        var count = 0
        for contest in contests {
            let message = contest.makeMessage()
            for contender in contest.contenders {
                _ = try contest.start(contender, on: message)
                count += 1
            }
        }
        guard count > 0 else { throw ValidationError("No contest has a name like that.") }
        print("\(contests.count) contests, \(count) runs: every output is right.")
    }
}
