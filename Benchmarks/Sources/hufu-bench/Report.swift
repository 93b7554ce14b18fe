// SPDX-License-Identifier: Apache-2.0
import Foundation
import Workloads

/// What `hufu-bench peers` found: for machines as JSON, for people as a table.
struct Report: Codable {
    /// One contender of one contest.
    struct Row: Codable {
        let contender: String
        /// Nanoseconds per message.
        let nanoseconds: Spread
        /// Cycles of the time stamp counter per byte of plaintext; nil without a length or a counter.
        let cyclesPerByte: Double?
        /// 10⁹ bytes of plaintext per second; nil without a length.
        let gigabytesPerSecond: Double?
        /// How many times as fast as the baseline, pair by pair.
        let speed: Spread
    }

    /// One contest.
    struct Section: Codable {
        let name: String
        let suite: Contest.Suite
        let subject: String
        /// Plaintext bytes of a message; nil where there is none.
        let byteCount: Int?
        let threadCount: Int
        let baseline: String
        /// Rounds behind each median.
        let rounds: Int
        let rows: [Row]

        init(_ contest: Contest, _ samples: Samples, _ machine: Machine) {
            name = contest.name
            suite = contest.suite
            subject = contest.subject
            byteCount = contest.size?.byteCount
            threadCount = contest.threadCount
            baseline = contest.baseline
            rounds = samples.rounds
            let base = samples.names.firstIndex(of: contest.baseline) ?? 0
            let byteCount = contest.size.map { Double($0.byteCount) }
            rows = samples.names.indices.map { index in
                let times = samples.times(index)
                let perByte = byteCount.map { times.median / $0 }
                return Row(
                    contender: samples.names[index], nanoseconds: times,
                    cyclesPerByte: perByte.flatMap { perByte in machine.timeStampGHz.map { $0 * perByte } },
                    gigabytesPerSecond: perByte.map { 1 / $0 }, speed: samples.speed(of: index, over: base))
            }
        }

        /// A line for each contender.
        var table: String {
            let head = Columns.line(name, "ns", "c/B", "GB/s", "×", "quartiles", "")
            let lines = rows.map { row in
                Columns.line(
                    "  " + row.contender, Columns.number(row.nanoseconds.median, 1),
                    row.cyclesPerByte.map { Columns.number($0, 2) } ?? "",
                    row.gigabytesPerSecond.map { Columns.number($0, 2) } ?? "", Columns.number(row.speed.median, 2),
                    "\(Columns.number(row.speed.lowerQuartile, 2))–\(Columns.number(row.speed.upperQuartile, 2))",
                    row.contender == baseline ? "baseline" : "")
            }
            return ([head] + lines).joined(separator: "\n") + "\n"
        }
    }

    /// hufu's commit.
    let commit: String
    /// When, in ISO 8601.
    let date: String
    let machine: Machine
    /// Libraries and compiler, each with its version.
    let versions: [String: String]
    var sections: [Section] = []

    init(commit: String, machine: Machine, versions: [String: String]) {
        self.commit = commit
        self.machine = machine
        self.versions = versions
        date = Date().formatted(.iso8601)
    }

    /// Machine and versions.
    var head: String {
        let versions = versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "; ")
        let lines = [
            "hufu \(commit)", versions, "\(machine.cpu); \(machine.cpuCount) CPUs",
            "CSM4 kernels: \(machine.kernels.joined(separator: ", "))",
            machine.timeStampGHz.map { "cycles are of the time stamp counter, \(Columns.number($0, 3)) GHz" },
        ]
        return lines.compactMap { $0 }.joined(separator: "\n") + "\n"
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try (try encoder.encode(self) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
    }
}
