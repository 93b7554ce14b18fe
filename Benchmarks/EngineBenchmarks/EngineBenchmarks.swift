// SPDX-License-Identifier: Apache-2.0
import Benchmark

/// What the benchmark tool calls: registers all suites, in the order in which they are printed.
///
/// Names are `suite/cipher/size/contender`, so that `--filter 'seal.*'` picks a suite.
let benchmarks: @Sendable () -> Void = {
    CatalogSuites.register()
    StartUpSuite.register()
}
