// SPDX-License-Identifier: Apache-2.0
import Benchmark
import Foundation

/// `start-up`: the command from its start to its end, in a process of its own.
///
/// `HUFU_BINARY` names the command, which `make bench-suites` builds; without it the suite is left out, and says so.
enum StartUpSuite {
    static func register() {
        guard let path = ProcessInfo.processInfo.environment["HUFU_BINARY"] else {
            FileHandle.standardError.write(Data("start-up is left out: HUFU_BINARY names no command.\n".utf8))
            return
        }
        Benchmark("start-up/hufu --help", configuration: .longCall) { benchmark in
            for _ in benchmark.scaledIterations { try ChildProcess.run(path, ["--help"]) }
        }
    }
}
