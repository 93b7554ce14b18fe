// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The `openssl` command of the machine: what an owner of a key uses, and a second opinion on what we read and write.
package enum OpenSSLCommand {
    /// The command ended with another status than 0.
    package struct Failure: Error {
        let arguments: [String]
        let status: Int32
        let errorText: String
    }

    /// Runs `openssl ARGUMENTS` in a folder of its own that holds `files`, and removes it.
    ///
    /// - Parameters:
    ///   - arguments: the command's arguments; they name the files without a folder.
    ///   - files: content of each file by its name.
    /// - Returns: what the command wrote to its standard output.
    /// - Throws: ``Failure``, or Foundation's error when there is no such command.
    package static func run(_ arguments: [String], files: [String: [UInt8]]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hufu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in files { try Data(content).write(to: folder.appendingPathComponent(name)) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = folder
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let written = output.fileHandleForReading.readDataToEndOfFile()
        let errorText = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(arguments: arguments, status: process.terminationStatus, errorText: errorText)
        }
        return Array(written)
    }
}
