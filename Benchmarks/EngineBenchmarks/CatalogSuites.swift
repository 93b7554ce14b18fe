// SPDX-License-Identifier: Apache-2.0
import Benchmark
import Foundation
import Workloads

/// Every contender of every contest as a benchmark of its own: `suite/cipher/size/contender`.
enum CatalogSuites {
    /// The tool that calls this cannot be told why nothing is registered: what is missing goes to standard error.
    static func register() {
        let catalog: Catalog
        do {
            catalog = try Catalog.load(moduleConfiguration: nil)
        } catch {
            FileHandle.standardError.write(Data("No contest is measured: \(error)\n".utf8))
            return
        }
        for contest in catalog.contests {
            for contender in contest.contenders { register(contender, of: contest) }
        }
    }

    private static func register(_ contender: Contender, of contest: Contest) {
        let isLong = contest.suite == .load || (contest.size?.byteCount ?? 0) > 64 << 10
        Benchmark(
            "\(contest.name)/\(contender.name)", configuration: isLong ? .longCall : .shortCall
        ) { benchmark, run in
            try run.work(benchmark.scaledIterations.count)
        } setup: {
            try contest.start(contender, on: contest.makeMessage())
        }
    }
}
