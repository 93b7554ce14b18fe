// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// `hufu serve` as a process of its own, its log in a file.
final class RunningServer {
    let process: Process
    private let folder: TemporaryFolder

    /// Starts it, on a free port unless told another.
    init(
        _ vault: Vault, _ arguments: [String] = ["--set", "server.port=0"], environment: [String: String] = [:]
    ) throws {
        folder = vault.folder
        process = CommandRun.process(["serve"] + arguments, configuration: vault.configuration)
        process.environment?.merge(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        try Data().write(to: URL(fileURLWithPath: folder.path("log")))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("log")))
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// What it wrote to standard error.
    var log: String { (try? folder.text("log")) ?? "" }

    /// The port, once connections are taken.
    func port() throws -> Int {
        try waitForLog("listening")
        let text = try #require(log.firstMatch(of: #/port=(\d+)/#)).output.1
        return try #require(Int(text))
    }

    /// Waits until the log holds the text.
    func waitForLog(_ text: String) throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !log.contains(text), process.isRunning, ContinuousClock.now < deadline { usleep(10_000) }
        try #require(log.contains(text), "\(log)")
    }

    func send(_ number: Int32) { kill(process.processIdentifier, number) }

    /// The exit status once it has ended; 128 + the number of a signal that ended it.
    func status() -> Int32 {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    }

    /// Fetches a page in clear.
    static func fetch(_ path: String, port: Int) throws -> String {
        let request = "GET \(path) HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n"
        return try CommandRun(shell: "exec 3<>/dev/tcp/127.0.0.1/\(port); printf '\(request)' >&3; cat <&3").text
    }
}
