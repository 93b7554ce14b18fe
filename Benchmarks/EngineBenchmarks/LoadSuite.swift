// SPDX-License-Identifier: Apache-2.0
import Benchmark
import CryptoEditions

/// `load`: an edition with its libraries, all self-tests included, from the call until it is ready.
enum LoadSuite {
    static func register() {
        for edition in [Edition.fips, Edition.smCrypto] {
            Benchmark("load/\(edition)", configuration: .longCall) { benchmark in
                for _ in benchmark.scaledIterations { blackHole(try edition.load()) }
            }
        }
    }
}
