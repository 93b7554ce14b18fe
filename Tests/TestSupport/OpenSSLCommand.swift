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

    /// Runs `openssl ARGUMENTS`, all files named in full.
    ///
    /// - Returns: what it wrote to its standard output.
    /// - Throws: ``Failure``, or Foundation's error when there is no such command.
    @discardableResult
    package static func run(_ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
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
