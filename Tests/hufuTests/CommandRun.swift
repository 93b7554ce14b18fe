// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import Testing

/// One run of the built `hufu`, as a user starts it, and what came of it.
struct CommandRun {
    /// What it printed on standard output.
    let output: [UInt8]
    /// What it printed on standard error.
    let errors: String
    /// Its exit code; 128 + the number of a signal that ended it.
    let status: Int32

    /// Standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }

    /// Runs `hufu` to its end.
    ///
    /// - Parameters:
    ///   - arguments: after the command's name.
    ///   - input: standard input; nil for an empty one.
    ///   - configuration: HUFU_CONFIG, unless nil.
    ///   - environment: more variables; no others of ours reach the command.
    ///   - folder: where it works; nil for here.
    /// - Throws: what Foundation throws when it cannot start.
    init(
        _ arguments: [String], input: [UInt8]? = nil, configuration: String? = nil,
        environment: [String: String] = [:], in folder: String? = nil
    ) throws {
        let process = CommandRun.process(arguments, configuration: configuration)
        process.environment?.merge(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        try self.init(process, input: input)
    }

    /// Runs a shell line in which `$hufu` is the command.
    init(shell line: String, configuration: String? = nil) throws {
        let arguments = ["-c", "hufu='\(CommandRun.executable)'; \(line)"]
        try self.init(
            CommandRun.process(executable: "/bin/bash", arguments, configuration: configuration), input: nil)
    }

    /// Runs a process that is not started yet to its end.
    init(_ process: Process, input: [UInt8]? = nil) throws {
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
    func json() throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any]
        return try #require(object, "\(text)")
    }

    /// A process of `hufu`, or of another program, that is not started yet.
    static func process(
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

    /// The built command, beside the tests.
    static let executable: String = {
        let tests = ProcessInfo.processInfo.arguments[0]
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("hufu").path
    }()
}
