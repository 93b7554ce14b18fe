// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The `openssl` command line in a folder of its own: what an owner of keys types, and a second opinion on what we read
/// and write.
package struct OpenSSLCommand {
    /// Where it runs; removed with this value's last copy.
    package let folder: TemporaryFolder

    /// Makes the folder.
    ///
    /// - Throws: what Foundation throws when there can be no folder.
    package init() throws { folder = try TemporaryFolder() }

    /// Writes a file into the folder.
    ///
    /// - Throws: what Foundation throws.
    package func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
    }

    /// Runs the command in the folder.
    ///
    /// - Parameters:
    ///   - arguments: separated by blanks, and without any; they name files without a folder.
    ///   - environment: variables beside those of this process, or in their place.
    /// - Returns: the command's exit status.
    /// - Throws: Foundation's error when there is no such command.
    package func run(_ arguments: String, environment: [String: String] = [:]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Reads a file of the folder.
    ///
    /// - Throws: Foundation's error when there is no such file.
    package func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path(name))))
    }
}
