// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import VectorSuites

extension ModuleIdentity {
    /// What runs here, on what.
    static func current(_ laboratory: Laboratory, commit: String) -> ModuleIdentity {
        var system = utsname()
        _ = unsafe uname(&system)
        let cpu = Processor.current
        return ModuleIdentity(
            version: Laboratory.version, commit: commit, operatingSystem: operatingSystem(system),
            architecture: unsafe withUnsafeBytes(of: system.machine) { unsafe text($0) }, processor: cpu.name,
            processorFeatures: cpu.features,
            editions: laboratory.ports.map { port in
                EditionIdentity(
                    selfTest: port.selfTestReport,
                    libraryHashes: Dictionary(
                        port.selfTestReport.libraries.compactMap { library in
                            guard let path = library.path, let file = FileManager.default.contents(atPath: path) else {
                                return nil
                            }
                            return (path, laboratory.sha256([UInt8](file)))
                        }, uniquingKeysWith: { first, _ in first }))
            })
    }

    /// The distribution's own name, and the kernel's.
    private static func operatingSystem(_ system: utsname) -> String {
        let release = FileManager.default.contents(atPath: "/etc/os-release").map {
            String(decoding: $0, as: UTF8.self)
        }
        let name = release?.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }?.dropFirst(12)
            .filter { $0 != "\"" }
        let kernel = unsafe withUnsafeBytes(of: system.release) { unsafe text($0) }
        return "\(name ?? "Linux"), kernel \(kernel)"
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

/// The CPU, as Linux describes it.
private struct Processor {
    let name: String
    let features: [String]

    /// Instruction sets that some implementation here asks for, by Linux's names.
    private static let known = [
        "aes", "pclmulqdq", "avx2", "vaes", "vpclmulqdq", "gfni", "avx512f", "avx512vl", "sha_ni", "asimd", "pmull",
        "sm3", "sm4", "sha2",
    ]

    static var current: Processor {
        let text =
            FileManager.default.contents(atPath: "/proc/cpuinfo").map { String(decoding: $0, as: UTF8.self) } ?? ""
        var fields: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let name = parts[0].prefix { $0 != "\t" }
            if fields[name] == nil { fields[name] = parts[1].drop { $0 == " " } }
        }
        let flags = Set((fields["flags"] ?? fields["Features"] ?? "").split(separator: " ").map(String.init))
        return Processor(
            name: String(fields["model name"] ?? "unknown"), features: known.filter(flags.contains))
    }
}
