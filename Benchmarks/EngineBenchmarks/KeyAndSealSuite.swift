// SPDX-License-Identifier: Apache-2.0
import Benchmark

/// `key-and-seal`: an encryptor for a key at hand, one message, and the encryptor's end: what a fresh data key costs.
enum KeyAndSealSuite {
    static func register() {
        for size in MessageSize.all {
            for subject in Subject.all {
                Benchmark("key-and-seal/\(subject.name)/\(size.name)", configuration: .shortCall) { benchmark, run in
                    for _ in benchmark.scaledIterations { try run.setUpAndSeal() }
                } setup: {
                    try MessageRun(subject, size)
                }
            }
        }
    }
}
