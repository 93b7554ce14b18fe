// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a run of a program came to.
struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The output as a JSON object.
    func json() throws -> [String: Any] {
        guard let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] else {
            throw CocoaError(.coderReadCorrupt)
        }
        return object
    }
}

extension Scratch {
    /// Runs the built `hufu` in this folder.
    @discardableResult
    func hufu(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try run(Scratch.product, arguments, environment: environment)
    }

    /// The same with arguments at hand.
    func hufu(_ arguments: [String], environment: [String: String]) throws -> Outcome {
        try run(Scratch.product, arguments, environment: environment)
    }

    /// Runs the `openssl` command line in this folder.
    @discardableResult
    func openssl(_ arguments: [String]) throws -> Outcome { try run("/usr/bin/openssl", arguments) }

    private func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        let streams = try Scratch()  // files, not pipes: nothing to drain, nothing to wait for
        try streams.write("", to: "out")
        try streams.write("", to: "err")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": path].merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: streams.path(of: "out"))
        process.standardError = FileHandle(forWritingAtPath: streams.path(of: "err"))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: try streams.text("out"), errors: try streams.text("err"))
    }

    /// The command that was built with these tests, beside them.
    private static let product: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "."
        var folder = URL(fileURLWithPath: own).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("hufu").path
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        return "/hufu-was-not-built"
    }()
}
