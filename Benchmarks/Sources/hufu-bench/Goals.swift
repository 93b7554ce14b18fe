// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Workloads

/// `hufu-bench goals`: one line for each goal, by turns; exit status 1 when one is missed.
struct Goals: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge hufu by its goals: PASS, FAIL or SKIP for each, from interleaved runs.",
        discussion: "Exit status 1 when a row fails. --filter chooses rows by their titles.")

    @OptionGroup var options: ContestOptions

    func run() throws {
        try options.settle()
        let catalog = try Catalog.load(moduleConfiguration: options.moduleConfiguration)
        let machine = Machine(kernels: catalog.kernels)
        let kernel = catalog.kernels.first ?? "none"
        print("\(machine.cpu); CSM4 kernel that ran: \(kernel)")
        if !kernel.hasPrefix("avx512") {
            print("The goals are stated for a CPU of the Zen 4 class (AVX-512, GFNI); this one runs a lesser kernel.")
        }
        let pattern = try options.filter.map { try Regex($0) }
        let goals = GoalList(catalog: catalog).goals.filter { goal in pattern.map { goal.title.contains($0) } ?? true }
        guard !goals.isEmpty else { throw ValidationError("No goal has a title like that.") }
        var counts = (passed: 0, failed: 0, skipped: 0)
        for goal in goals {
            let outcome = try goal.evaluate(options.interleaving)
            print(goal.line(outcome))
            switch outcome?.passes {
            case true?: counts.passed += 1
            case false?: counts.failed += 1
            case nil: counts.skipped += 1
            }
        }
        print("\(counts.passed) passed, \(counts.failed) failed, \(counts.skipped) skipped")
        if counts.failed > 0 { throw ExitCode(1) }
    }
}
