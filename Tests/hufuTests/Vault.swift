// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// A new, empty key store in the folder `v`, made by `hufu init`, and the command bound to its configuration.
struct Vault {
    let folder: TemporaryFolder
    let edition: Edition

    init(_ edition: Edition) throws {
        folder = try TemporaryFolder()
        self.edition = edition
        let made = try folder.hufu("init", "--edition", edition.rawValue, "--directory", "v")
        try #require(made.status == 0, "\(made.errors)")
    }

    /// Runs the command on this store, whatever it comes to.
    func hufu(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandRun {
        try run(arguments, environment: environment)
    }

    /// The same with the arguments at hand.
    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> CommandRun {
        try CommandRun(
            arguments, configuration: folder.path("v/hufu.yaml"), environment: environment, in: folder.path)
    }

    /// Runs the command on this store, which must succeed, and answers with its JSON.
    @discardableResult
    func json(_ arguments: String...) throws -> [String: Any] {
        let done = try run(arguments + ["--json"])
        try #require(done.status == 0, "\(arguments): \(done.errors)")
        return try done.json()
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
