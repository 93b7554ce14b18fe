// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation

/// `hufu-bench compare`: two builds of this command, from two commits, by turns.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two commits by turns; exit status 1 when one workload became slower beyond noise.",
        discussion: """
            Runs `hufu-bench times` of both builds alternately, each in a process of its own, and takes each pair's \
            quotient head ÷ base. A workload is slower beyond noise when the median of its quotients lies above \
            1 + tolerance with 99.9 % confidence: that is, when the k-th smallest quotient does, k being the largest \
            number for which a fair coin shows fewer than k heads in that many throws with probability 0.001 at most.
            """)

    @Option(help: "The hufu-bench of the older commit.")
    var base: String

    @Option(help: "The hufu-bench of the newer commit.")
    var head: String

    @Option(help: "How often both run.")
    var pairs = 21

    @Option(help: "What a workload may lose: two builds lay code out differently.")
    var tolerance = 0.05

    @Option(help: "Only contests whose name matches this regular expression.")
    var filter: String?

    func validate() throws {
        guard Compare.rank(of: pairs) > 0 else { throw ValidationError("--pairs must be at least 10.") }
        guard tolerance >= 0 else { throw ValidationError("--tolerance must not be negative.") }
    }

    func run() throws {
        var quotients: [String: [Double]] = [:]
        var unpaired: Set<String> = []
        for pair in 0..<pairs {
            let isBaseFirst = pair.isMultiple(of: 2)
            let first = try times(of: isBaseFirst ? base : head)
            let second = try times(of: isBaseFirst ? head : base)
            let (old, new) = isBaseFirst ? (first, second) : (second, first)
            for (name, time) in new { if let before = old[name] { quotients[name, default: []].append(time / before) } }
            unpaired.formUnion(Set(old.keys).symmetricDifference(new.keys))
        }
        guard !quotients.isEmpty else { throw ValidationError("Both builds have no workload in common.") }
        let rank = Compare.rank(of: pairs)
        var slower = 0
        print(Columns.line("workload", "", "head ÷ base", "at least"))
        for (name, values) in quotients.sorted(by: { $0.key < $1.key }) {
            let bound = values.sorted()[rank - 1]
            let isSlower = bound > 1 + tolerance
            slower += isSlower ? 1 : 0
            print(
                Columns.line(
                    name + "  ", isSlower ? "SLOWER" : "", Columns.number(Spread(values).median, 3),
                    Columns.number(bound, 3)))
        }
        for name in unpaired.sorted() { print("in one build only: \(name)") }
        print("\(quotients.count) workloads, \(slower) slower by more than \(Columns.number(tolerance * 100, 1)) %")
        if slower > 0 { throw ExitCode(1) }
    }

    private func times(of command: String) throws -> [String: Double] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command)
        process.arguments = ["times"] + (filter.map { ["--filter", $0] } ?? [])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode(2) }
        return try JSONDecoder().decode([String: Double].self, from: data)
    }

    /// The rank from below at which the values' order statistic bounds their median with 99.9 % confidence; 0 when there
    /// are too few values.
    static func rank(of count: Int) -> Int {
        var (term, sum) = (pow(0.5, Double(count)), 0.0)
        for rank in 0..<count {
            sum += term
            guard sum <= 0.001 else { return rank }
            term *= Double(count - rank) / Double(rank + 1)
        }
        return count
    }
}
