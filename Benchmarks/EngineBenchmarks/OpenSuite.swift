// SPDX-License-Identifier: Apache-2.0
import Benchmark

/// `open`: one message into the caller's buffer, the key set up before, its tag verified.
enum OpenSuite {
    static func register() {
        for size in MessageSize.all {
            for subject in Subject.all {
                Benchmark("open/\(subject.name)/\(size.name)", configuration: .shortCall) { benchmark, run in
                    for _ in benchmark.scaledIterations { try run.open() }
                } setup: {
                    try MessageRun(subject, size)
                }
            }
            Benchmark("open/bare EVP/\(size.name)", configuration: .shortCall) { benchmark, run in
                for _ in benchmark.scaledIterations { run.open() }
            } setup: {
                BareRun(size)
            }
        }
    }
}
