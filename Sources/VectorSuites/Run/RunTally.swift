// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// What some cases came to on one implementation.
struct RunTally: Sendable {
    private var passed = 0
    private var skipped: [String: Int] = [:]
    private var failures: [CaseFailure] = []
    private var duration = Duration.zero

    init() {}

    /// Runs the cases.
    init(_ cases: some Sequence<VectorCase>, on implementation: any SuiteImplementation) {
        let clock = ContinuousClock()
        let start = clock.now
        for vectorCase in cases {
            switch vectorCase.outcome(on: implementation) {
            case .passed: passed += 1
            case .skipped(let reason): skipped[reason, default: 0] += 1
            case .failed(let reason):
                failures.append(CaseFailure(id: vectorCase.id, line: vectorCase.line, reason: reason))
            }
        }
        duration = clock.now - start
    }

    /// Adds what other cases came to.
    mutating func add(_ other: RunTally) {
        passed += other.passed
        skipped.merge(other.skipped, uniquingKeysWith: +)
        failures += other.failures
        duration += other.duration
    }

    /// The tally as a report holds it: failures by their lines, the first ones only.
    func run(_ implementation: any SuiteImplementation, _ algorithm: String, mostFailures: Int) -> ImplementationRun {
        ImplementationRun(
            edition: implementation.edition, algorithm: algorithm, implementation: implementation.name, passed: passed,
            failed: failures.count, skipped: skipped,
            failures: Array(failures.sorted { ($0.line, $0.id) < ($1.line, $1.id) }.prefix(mostFailures)),
            seconds: duration.seconds)
    }
}
