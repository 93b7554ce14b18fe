// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

extension TemporaryFolder {
    /// Runs the built `hufu` in this folder.
    func hufu(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandRun {
        try CommandRun(arguments, environment: environment, in: path)
    }

    /// Runs the `openssl` command line in this folder, and answers its exit code.
    @discardableResult
    func openssl(_ arguments: [String]) throws -> Int32 {
        let process = CommandRun.process(executable: "/usr/bin/openssl", arguments, configuration: nil)
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    func read(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }

    func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

    func write(_ data: Data, to name: String) throws { try data.write(to: URL(fileURLWithPath: path(name))) }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    /// Replaces text in a file that must hold it.
    func replace(_ old: String, by new: String, in name: String) throws {
        let text = try text(name)
        guard text.contains(old) else { throw CocoaError(.fileReadCorruptFile) }
        try write(text.replacingOccurrences(of: old, with: new), to: name)
    }

    /// The permission bits of a file or folder.
    func mode(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    func setMode(_ mode: Int, of name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    }

    /// The bytes of every file in the folder and below.
    func everyByte() throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            contents[name] = try read(name)
        }
        return contents
    }
}
