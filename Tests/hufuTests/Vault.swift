// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// A new key store in the folder `v`, made by `hufu init`, and the command bound to its configuration.
struct Vault {
    let folder: TemporaryFolder
    let edition: Edition

    /// Makes the store, and an engine-made key of that alias where one is named.
    init(_ edition: Edition, key alias: String? = nil) throws {
        folder = try TemporaryFolder()
        self.edition = edition
        let made = try folder.hufu("init", "--edition", edition.rawValue, "--directory", "v")
        try #require(made.status == 0, "\(made.errors)")
        if let alias { try json("key", "create", alias) }
    }

    /// The configuration file.
    var configuration: String { folder.path("v/hufu.yaml") }

    /// Runs the command on this store, beside it, whatever it comes to.
    func hufu(
        _ arguments: String..., input: [UInt8]? = nil, environment: [String: String] = [:]
    ) throws -> CommandRun {
        try run(arguments, input: input, environment: environment)
    }

    /// The same with the arguments at hand.
    func run(
        _ arguments: [String], input: [UInt8]? = nil, environment: [String: String] = [:]
    ) throws -> CommandRun {
        try CommandRun(
            arguments, input: input, configuration: configuration, environment: environment, in: folder.path)
    }

    /// Runs a shell line in which `$hufu` is the command, on this store.
    func run(shell line: String) throws -> CommandRun {
        try CommandRun(shell: "cd '\(folder.path)'; \(line)", configuration: configuration)
    }

    /// Runs the command on this store, which must succeed, and answers with its JSON.
    @discardableResult
    func json(_ arguments: String...) throws -> [String: Any] {
        let done = try run(arguments + ["--json"])
        try #require(done.status == 0, "\(arguments): \(done.errors)")
        return try done.json()
    }

    /// A file beside the store.
    func path(_ name: String) -> String { folder.path(name) }

    func write(_ bytes: [UInt8], to name: String) throws { try folder.write(Data(bytes), to: name) }

    func read(_ name: String) throws -> [UInt8] { Array(try folder.read(name)) }

    /// What lies beside the store, hidden files included.
    func listing() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)).subtracting(["v"])
    }

    /// Writes fresh raw material of the edition's length, mode 0600.
    func makeMaterial(_ name: String, byteCount: Int? = nil) throws -> Data {
        let count = byteCount ?? edition.keyByteCount
        let material = Data((0..<count).map { _ in UInt8.random(in: 0...255) })
        try folder.write(material, to: name)
        try folder.setMode(0o600, of: name)
        return material
    }
}

/// Bytes that differ everywhere, always the same for one length and seed.
func sample(_ byteCount: Int, seed: UInt64 = 1) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return generator.bytes(byteCount)
}
