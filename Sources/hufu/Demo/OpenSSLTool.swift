// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The `openssl` command line, as a key's owner uses it on a machine of their own.
struct OpenSSLTool {
    /// Where it runs.
    let folder: String

    /// Runs one command, its words separated by spaces.
    ///
    /// - Returns: what it printed.
    /// - Throws: ``StepFailure`` when it is not there or ends with an error.
    @discardableResult
    func run(_ command: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + command.split(separator: " ").map(String.init)
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let output = Pipe()
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let complaint = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus != 127 else {
            throw StepFailure("the openssl command is missing; install it: apt-get install openssl")
        }
        guard process.terminationStatus == 0 else {
            let verb = command.prefix { $0 != " " }
            throw StepFailure("openssl \(verb) failed: \(String(decoding: complaint, as: UTF8.self))")
        }
        return String(decoding: text, as: UTF8.self)
    }
}
