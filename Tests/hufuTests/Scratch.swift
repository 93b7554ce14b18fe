// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A fresh folder of its own, gone when the last reference goes.
final class Scratch: Sendable {
    /// Where.
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("hufu-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func path(of name: String) -> String { "\(path)/\(name)" }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(of: name)) }

    func read(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(of: name))) }

    func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

    func write(_ data: Data, to name: String) throws { try data.write(to: URL(fileURLWithPath: path(of: name))) }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    /// Replaces text in a file that must hold it.
    func replace(_ old: String, by new: String, in name: String) throws {
        let text = try text(name)
        guard text.contains(old) else { throw CocoaError(.fileReadCorruptFile) }
        try write(text.replacingOccurrences(of: old, with: new), to: name)
    }

    /// The permission bits of a file or folder.
    func mode(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(of: name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    func setMode(_ mode: Int, of name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(of: name))
    }

    /// The bytes of every file in the folder and below.
    func everyByte() throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            let attributes = try FileManager.default.attributesOfItem(atPath: path(of: name))
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            contents[name] = try read(name)
        }
        return contents
    }
}
