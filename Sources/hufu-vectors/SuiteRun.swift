// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import CryptoEngine
import Foundation
import VectorSuites

/// One run of suites by a command, from its start to its report.
struct SuiteRun {
    private let laboratory: Laboratory
    private let start = ContinuousClock.now
    private let startedAt = Date.now.formatted(.iso8601)

    init(_ laboratory: Laboratory) { self.laboratory = laboratory }

    /// Runs every file at the paths, with a line of progress on a terminal.
    ///
    /// - Throws: `VectorFileError` for a path that does not exist.
    func files(at paths: [String]) async throws -> [FileReport] {
        let files = try SuiteFolder.files(at: paths)
        let runner = SuiteRunner(laboratory.ports, laboratory.selection, sha256: laboratory.sha256)
        let progress = RunProgress(total: files.count)
        defer { progress.end() }
        var reports: [FileReport] = []
        for (index, file) in files.enumerated() {
            progress.begin(file.name, number: index + 1)
            reports.append(await runner.run(file) { progress.add($0) })
        }
        return reports
    }

    /// The short form of GM/T 0005-2021 on the SM edition's generator, in the form of a file's report.
    ///
    /// - Throws: `RandomnessError`.
    func generatorReport() throws -> FileReport {
        let begin = ContinuousClock.now
        guard let port = laboratory.ports.first(where: { $0.edition == .smCrypto }) else {
            throw CommandFailure(.usage, "The SM-CRYPTO edition is not in this run.")
        }
        let check = try RandomnessCheck.short(of: port)
        let rows = check.rounds.first?.rows ?? []
        let seconds = Measure.seconds(ContinuousClock.now - begin)
        let generator = port.status.parts.first { $0.function == Coverage.random }?.provider ?? "generator"
        return FileReport(
            name: "generator/short-form", sha256: "", byteCount: 0, format: "GM/T 0005-2021, 20 samples of 20,000 bits",
            error: nil, caseCount: rows.count, skipped: [:],
            runs: [
                ImplementationRun(
                    edition: .smCrypto, algorithm: Coverage.random, implementation: generator,
                    passed: rows.count - check.failures.count, failed: check.failures.count, skipped: [:],
                    failures: check.failures.map {
                        CaseFailure(id: $0.item.name, line: 0, reason: "\($0.passedCount) samples passed")
                    }, seconds: seconds)
            ], seconds: seconds)
    }

    /// The command line, without the path of the signing key.
    private static func shownArguments(_ arguments: [String]) -> [String] {
        arguments.enumerated().map { index, argument in
            if index > 0, arguments[index - 1] == "--signing-key" { return "…" }
            return argument.hasPrefix("--signing-key=") ? "--signing-key=…" : argument
        }
    }

    /// What the run came to.
    func report(of files: [FileReport], coverage: [CoverageRow], commit: String) -> RunReport {
        RunReport(
            startedAt: startedAt, seconds: Measure.seconds(ContinuousClock.now - start),
            arguments: Self.shownArguments(Array(CommandLine.arguments.dropFirst())),
            module: ModuleIdentity.current(laboratory, commit: commit), files: files, coverage: coverage)
    }
}

extension RunReport {
    /// Ends the command: 1 when something failed, 2 when nothing was run.
    ///
    /// - Throws: `ExitCode`.
    func end() throws {
        switch totals.verdict {
        case .pass: return
        case .fail: throw ExitCode(1)
        case .skip:
            Terminal.note("hufu-vectors: nothing was run. Name files or folders of vectors.")
            throw ExitCode(2)
        }
    }
}
