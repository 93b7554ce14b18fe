// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import Foundation
import VectorSuites

/// `hufu-vectors sm randomness`
struct TestRandomness: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "randomness",
        abstract: "Makes the tests of GM/T 0005-2021 on an edition's generator, or on a file.",
        usage: "hufu-vectors sm randomness [--file <file>] [<options>]",
        discussion: """
            The standard asks for 1,000 samples of 1,000,000 bits: minutes on two
            processors. A sound generator misses a bound in one such run of eleven
            or so: repeat the run, and what fails by chance does not fail twice. A
            file holds raw bytes, sample after sample.

            Examples:
              hufu-vectors sm randomness --samples 1000
              hufu-vectors sm randomness --bits 20000 --samples 100
              hufu-vectors sm randomness --file samples.bin --bits 1000000
            """)

    @Option(
        help: ArgumentHelp("The edition whose generator is tested.", valueName: "edition"),
        completion: .list(Edition.allCases.map(\.rawValue)))
    var edition = Edition.smCrypto.rawValue

    @Option(help: ArgumentHelp("How many samples; of a file all unless given, else 20.", valueName: "count"))
    var samples: Int?

    @Option(help: ArgumentHelp("Length of a sample in bits: 20000 or 1000000.", valueName: "count"))
    var bits = RandomnessSetting.bits1000000.bitCount

    @Option(help: ArgumentHelp("Tests this file in place of a generator.", valueName: "file"), completion: .file())
    var file: String?

    @Flag(help: "Prints the verdict as JSON, with every P- and Q-value.")
    var json = false

    func validate() throws {
        guard samples ?? 1 > 0 else { throw ValidationError("--samples is at least 1.") }
    }

    func run() async throws {
        let setting = try RandomnessSetting(bitCount: bits)
        let report = try await report(setting)
        if json { try Terminal.print(json: report) } else { show(report) }
        guard report.verdict.passed else { throw ExitCode(1) }
    }

    private func report(_ setting: RandomnessSetting) async throws -> RandomnessReport {
        if let file {
            let bitFile = try BitFile(path: file, setting: setting, sampleCount: samples)
            let progress = RunProgress(total: 1)
            progress.begin(file, number: 1)
            defer { progress.end() }
            let share = 1 / Double(bitFile.sampleCount)
            return try await RandomnessCampaign(setting: setting, sampleCount: bitFile.sampleCount)
                .run(on: bitFile) { _ in progress.add(share) }
        }
        let generator = try Edition(named: edition).load()
        let count = samples ?? 20
        let progress = RunProgress(total: 1)
        progress.begin("\(edition)'s generator", number: 1)
        defer { progress.end() }
        return try await RandomnessCampaign(setting: setting, sampleCount: count)
            .run(on: generator) { _ in progress.add(1 / Double(count)) }
    }

    private func show(_ report: RandomnessReport) {
        let verdict = report.verdict
        Terminal.print(
            "GM/T 0005-2021 on \(report.source): \(verdict.sampleCount) samples of \(verdict.bitCount) bits, "
                + "\(verdict.bound) must pass each\n")
        Terminal.print(
            table: [["", "test", "passed", "uniformity P_T"]]
                + verdict.rows.map { row in
                    [
                        row.passed ? "PASS" : "FAIL",
                        "\(row.item.test.name)\(row.label.isEmpty ? "" : ", \(row.label)")",
                        "\(row.passedCount)", String(format: "%.6f", row.uniformity),
                    ]
                }, indentedBy: 2)
        Terminal.print(
            "\n\(verdict.passed ? "PASS" : "FAIL") in \(Measure.duration(.seconds(report.seconds)))")
    }
}
