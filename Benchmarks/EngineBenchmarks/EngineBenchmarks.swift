// SPDX-License-Identifier: Apache-2.0
import Benchmark

/// What the benchmark tool calls: registers all suites, in the order in which they are printed.
///
/// Names are `suite/subject/size`, so that `--filter 'seal.*'` picks a suite.
let benchmarks: @Sendable () -> Void = {
    SealSuite.register()
    OpenSuite.register()
    KeyAndSealSuite.register()
    LoadSuite.register()
    StartUpSuite.register()
}
