// SPDX-License-Identifier: Apache-2.0
import CMachine
import Foundation

/// What was measured on.
struct Machine: Codable {
    /// The CPU's own name of itself, with family and model, since virtual machines tell little.
    let cpu: String
    /// How many CPUs this process may use.
    let cpuCount: Int
    /// Of CSM4's kernels those that this CPU runs, fastest first.
    let kernels: [String]
    /// The rate of the time stamp counter, measured; nil where there is none. It is what "cycle" means here: the core's
    /// own clock may be faster or slower.
    let timeStampGHz: Double?

    init(kernels: [String]) {
        self.kernels = kernels
        cpuCount = ProcessInfo.processInfo.activeProcessorCount
        cpu = Machine.cpuName
        timeStampGHz = Machine.measuredRate
    }

    /// Keeps this thread and those it starts on one CPU.
    ///
    /// - Throws: `POSIXError` when there is no such CPU.
    static func pin(to cpu: Int32) throws {
        let failure = hufu_machine_pin(cpu)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EINVAL) }
    }

    private static var measuredRate: Double? {
        let clock = ContinuousClock.now
        let stamp = hufu_machine_time_stamp()
        guard stamp != 0 else { return nil }
        Thread.sleep(forTimeInterval: 0.2)
        let cycles = hufu_machine_time_stamp() - stamp
        let (seconds, attoseconds) = (ContinuousClock.now - clock).components
        return Double(cycles) / (Double(seconds) * 1e9 + Double(attoseconds) / 1e9)
    }

    private static var cpuName: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        func field(_ name: String) -> String? {
            text.split(separator: "\n").first { $0.hasPrefix(name) }.flatMap { line in
                line.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
            }
        }
        guard let name = field("model name") else { return "unknown" }
        return "\(name), family \(field("cpu family") ?? "?"), model \(field("model\t") ?? "?")"
    }
}
