// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Runs files of vectors on everything that can compute them.
package struct SuiteRunner: Sendable {
    private let ports: [any VectorPort]
    private let selection: ImplementationSelection
    private let sha256: @Sendable ([UInt8]) -> String

    /// How many failures of one run a report holds.
    private static let mostFailures = 100
    /// How many cases one unit of work has.
    private static let unit = 64

    /// - Parameters:
    ///   - ports: the editions that take part.
    ///   - selection: which of their implementations do.
    ///   - sha256: SHA-256 of bytes in hexadecimal, for the identity of files.
    package init(
        _ ports: [any VectorPort], _ selection: ImplementationSelection = ImplementationSelection(),
        sha256: @escaping @Sendable ([UInt8]) -> String
    ) {
        self.ports = ports
        self.selection = selection
        self.sha256 = sha256
    }

    /// Runs one file.
    ///
    /// - Parameters:
    ///   - file: read, checked against its folder's list of hashes, and recognised here.
    ///   - progress: called now and then with the part of the file's work that was done since, 0 to 1.
    /// - Returns: what came of it, also when the file could not be read.
    package func run(_ file: SuiteFile, progress: @escaping @Sendable (Double) -> Void) async -> FileReport {
        let clock = ContinuousClock()
        let start = clock.now
        let contents: VectorFile
        do throws(VectorFileError) {
            contents = try file.read()
        } catch {
            return FileReport(file, error: error, seconds: (clock.now - start).seconds)
        }
        let hash = sha256(contents.contents)
        do throws(VectorFileError) {
            try file.check(sha256: hash)
            let (format, cases) = try file.contentsOf(contents)
            let (runs, skipped) = await run(cases, progress: progress)
            return FileReport(
                name: file.name, sha256: hash, byteCount: contents.contents.count, format: format, error: nil,
                caseCount: cases.count, skipped: skipped, runs: runs, seconds: (clock.now - start).seconds)
        } catch {
            return FileReport(
                file, contents, sha256: hash, error: error, seconds: (clock.now - start).seconds)
        }
    }

    /// Runs cases that came from anywhere.
    ///
    /// - Returns: the runs, and the cases that nobody runs, by the reason.
    package func run(
        _ cases: [VectorCase], progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async -> (runs: [ImplementationRun], skipped: [String: Int]) {
        let (plans, skipped) = plan(cases)
        let work = plans.map(\.cases.count).reduce(0, +)
        guard work > 0 else { return ([], skipped) }
        let runs = await withTaskGroup(of: (Int, RunTally).self) { group in
            for (index, plan) in plans.enumerated() {
                for start in stride(from: 0, to: plan.cases.count, by: Self.unit) {
                    let unit = plan.cases[start..<min(start + Self.unit, plan.cases.count)]
                    group.addTask {
                        let tally = RunTally(unit, on: plan.implementation)
                        progress(Double(unit.count) / Double(work))
                        return (index, tally)
                    }
                }
            }
            var tallies = plans.map { _ in RunTally() }
            for await (index, tally) in group { tallies[index].add(tally) }
            return zip(plans, tallies).map { plan, tally in
                tally.run(plan.implementation, plan.algorithm, mostFailures: Self.mostFailures)
            }
        }
        return (runs, skipped)
    }

    /// The cases of one algorithm and who runs them.
    private struct Plan: Sendable {
        let algorithm: String
        let implementation: any SuiteImplementation
        let cases: [VectorCase]
    }

    /// Who runs what, and the cases that nobody runs, by the reason.
    private func plan(_ cases: [VectorCase]) -> (plans: [Plan], skipped: [String: Int]) {
        var skipped: [String: Int] = [:]
        var byAlgorithm: [VectorAlgorithm: [VectorCase]] = [:]
        var order: [VectorAlgorithm] = []
        for vectorCase in cases {
            switch vectorCase.content {
            case .outside(let reason): skipped[reason, default: 0] += 1
            case .checks(let checks):
                guard let algorithm = checks.first?.algorithm else { preconditionFailure("a case without checks") }
                if byAlgorithm[algorithm] == nil { order.append(algorithm) }
                byAlgorithm[algorithm, default: []].append(vectorCase)
            }
        }
        var plans: [Plan] = []
        for algorithm in order {
            let cases = byAlgorithm[algorithm] ?? []
            let implementations = ports.flatMap { selection.implementations(of: algorithm, in: $0) }
            if implementations.isEmpty {
                skipped["\(algorithm.name): nothing in this run computes it", default: 0] += cases.count
            }
            plans += implementations.map { Plan(algorithm: algorithm.name, implementation: $0, cases: cases) }
        }
        return (plans, skipped)
    }
}
