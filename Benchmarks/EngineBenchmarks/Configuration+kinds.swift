// SPDX-License-Identifier: Apache-2.0
import Benchmark

extension Benchmark.Configuration {
    /// For calls of some microseconds or less: each iteration makes 1000 of them.
    static var shortCall: Benchmark.Configuration {
        Benchmark.Configuration(
            metrics: [.wallClock, .throughput], timeUnits: .nanoseconds, warmupIterations: 5, scalingFactor: .kilo,
            maxDuration: .milliseconds(500))
    }

    /// For calls of a tenth of a millisecond and more: each iteration is one.
    static var longCall: Benchmark.Configuration {
        Benchmark.Configuration(
            metrics: [.wallClock, .throughput], timeUnits: .microseconds, warmupIterations: 2, scalingFactor: .one,
            maxDuration: .seconds(1))
    }
}
