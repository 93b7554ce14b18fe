// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// A folder with a key store of its own, made by `hufu init`, and a key `alias/orders`.
struct TestVault {
    let edition: Edition
    private let folder: TemporaryFolder

    init(_ edition: Edition) throws {
        self.edition = edition
        folder = try TemporaryFolder()
        let made = try CommandRun(["init", "--edition", edition.rawValue, "--directory", folder.path("vault")])
        try #require(made.status == 0, "\(made.errors)")
        let key = try run("key", "create", "orders")
        try #require(key.status == 0, "\(key.errors)")
    }

    /// The configuration file.
    var configuration: String { folder.path("vault/hufu.yaml") }
    /// The key store's folder.
    var data: String { folder.path("vault/data") }
    /// Beside the vault, for files.
    func path(_ name: String) -> String { folder.path(name) }

    /// Runs `hufu` on this vault.
    func run(_ arguments: String..., input: [UInt8]? = nil) throws -> CommandRun {
        try CommandRun(arguments, input: input, configuration: configuration)
    }

    /// Runs a shell line in which `$hufu` is the command, on this vault.
    func run(shell line: String) throws -> CommandRun {
        try CommandRun(shell: "cd '\(folder.path)'; \(line)", configuration: configuration)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// What lies beside the vault, hidden files included.
    func listing() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)).subtracting(["vault"])
    }
}

/// Bytes that differ everywhere, always the same for one length and seed.
func sample(_ byteCount: Int, seed: UInt64 = 1) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    var word = seed
    for index in bytes.indices {
        word = word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[index] = UInt8(truncatingIfNeeded: word >> 56)
    }
    return bytes
}

/// Both editions, one row each.
let bothEditions = Edition.allCases
