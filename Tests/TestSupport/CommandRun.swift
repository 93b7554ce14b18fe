// SPDX-License-Identifier: Apache-2.0
package import Foundation
import Synchronization
internal import Testing

/// One run of a built command, as a user starts it, and what came of it.
package struct CommandRun {
    /// What it printed on standard output.
    package let output: [UInt8]
    /// What it printed on standard error.
    package let errors: String
    /// Its exit code; 128 + the number of a signal that ended it.
    package let status: Int32

    /// Standard output as text.
    package var text: String { String(decoding: output, as: UTF8.self) }

    /// Runs a command to its end.
    ///
    /// - Parameters:
    ///   - arguments: after the command's name.
    ///   - command: its name, which is the program's beside the tests.
    ///   - input: standard input; nil for an empty one.
    ///   - configuration: HUFU_CONFIG, unless nil.
    ///   - environment: more variables; no others of ours reach the command.
    ///   - folder: where it works; nil for here.
    /// - Throws: what Foundation throws when it cannot start.
    package init(
        _ arguments: [String], of command: String = "hufu", input: [UInt8]? = nil, configuration: String? = nil,
        environment: [String: String] = [:], in folder: String? = nil
    ) throws {
        let process = CommandRun.process(
            executable: CommandRun.path(of: command), arguments, configuration: configuration)
        process.environment?.merge(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        try self.init(process, input: input)
    }

    /// Runs a shell line in which `$hufu` is the command.
    package init(shell line: String, configuration: String? = nil) throws {
        let arguments = ["-c", "hufu='\(CommandRun.executable)'; \(line)"]
        try self.init(
            CommandRun.process(executable: "/bin/bash", arguments, configuration: configuration), input: nil)
    }

    /// Runs a process that is not started yet to its end.
    package init(_ process: Process, input: [UInt8]? = nil) throws {
        let pipes = (input: Pipe(), output: Pipe(), errors: Pipe())
        process.standardInput = pipes.input
        process.standardOutput = pipes.output
        process.standardError = pipes.errors
        try process.run()
        let feed = pipes.input.fileHandleForWriting
        DispatchQueue.global().async {
            if let input { try? feed.write(contentsOf: Data(input)) }
            try? feed.close()
        }
        let complaint = Mutex(Data())
        let reading = DispatchGroup()
        let errorsHandle = pipes.errors.fileHandleForReading
        DispatchQueue.global().async(group: reading) {
            let data = (try? errorsHandle.readToEnd()) ?? Data()
            complaint.withLock { $0 = data }
        }
        output = Array(try pipes.output.fileHandleForReading.readToEnd() ?? Data())
        reading.wait()
        process.waitUntilExit()
        errors = String(decoding: complaint.withLock { $0 }, as: UTF8.self)
        status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    }

    /// Standard output as a JSON object.
    package func json() throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any]
        return try #require(object, "\(text)")
    }

    /// A process of `hufu`, or of another program, that is not started yet.
    package static func process(
        executable: String = CommandRun.executable, _ arguments: [String], configuration: String?
    ) -> Process {
        signal(SIGPIPE, SIG_IGN)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("HUFU_") }
        environment["HUFU_CONFIG"] = configuration
        process.environment = environment
        return process
    }

    /// The built `hufu`, beside the tests.
    package static let executable = path(of: "hufu")

    /// The built command of that name, beside the tests.
    package static func path(of command: String) -> String {
        let tests = ProcessInfo.processInfo.arguments[0]
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(command).path
    }
}
