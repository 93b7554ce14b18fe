// SPDX-License-Identifier: Apache-2.0
import Benchmark

/// `seal`: one message into the caller's buffer, the key set up before, the nonce included.
enum SealSuite {
    static func register() {
        for size in MessageSize.all {
            for subject in Subject.all {
                Benchmark("seal/\(subject.name)/\(size.name)", configuration: .shortCall) { benchmark, run in
                    for _ in benchmark.scaledIterations { try run.seal() }
                } setup: {
                    try MessageRun(subject, size)
                }
            }
            Benchmark("seal/bare EVP/\(size.name)", configuration: .shortCall) { benchmark, run in
                for _ in benchmark.scaledIterations { run.seal() }
            } setup: {
                BareRun(size)
            }
        }
    }
}
