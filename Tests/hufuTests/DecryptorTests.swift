// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// The format is open: with the material alone, the Python decryptor opens what hufu sealed under an imported key.
@Suite struct DecryptorTests {
    @Test(arguments: Edition.allCases)
    func `Python opens messages and files of an imported key`(edition: Edition) throws {
        let vault = try vaultWithOwnKey(edition)
        for byteCount in [0, 1, 1_048_576, 2_500_000] {
            let plaintext = sample(byteCount)
            try vault.write(plaintext, to: "plain")
            let sealed = try vault.hufu(
                "encrypt", "--key", "alias/brought", "--context", "tenant=甲", "--force", vault.path("plain"),
                "--out", vault.path("sealed"))
            try #require(sealed.status == 0, "\(sealed.errors)")
            let opened = try decrypt(vault, ["--context", "tenant=甲", vault.path("sealed")])
            #expect(opened.status == 0 && opened.output == plaintext, "\(byteCount) bytes: \(opened.errors)")
        }
        let message = try vault.hufu(
            "encrypt", "--key", "alias/brought", "--message", "--context", "app=hufu", input: Array("tiger".utf8))
        try vault.write(message.output, to: "message")
        let opened = try decrypt(vault, ["--context", "app=hufu", vault.path("message")])
        #expect(opened.status == 0 && opened.text == "tiger", "\(opened.errors)")
    }

    @Test(arguments: Edition.allCases)
    func `Python opens nothing with another context or other material`(edition: Edition) throws {
        let vault = try vaultWithOwnKey(edition)
        let message = try vault.hufu(
            "encrypt", "--key", "alias/brought", "--message", "--context", "app=hufu", input: Array("tiger".utf8))
        try vault.write(message.output, to: "message")
        let otherContext = try decrypt(vault, ["--context", "app=other", vault.path("message")])
        #expect(otherContext.status == 1 && otherContext.output.isEmpty)
        try vault.write(sample(edition.keyByteCount, seed: 99), to: "material")
        let otherMaterial = try decrypt(vault, ["--context", "app=hufu", vault.path("message")])
        #expect(otherMaterial.status == 1 && otherMaterial.output.isEmpty)
    }

    /// A vault with the key `alias/brought`, whose material is in the file `material`.
    private func vaultWithOwnKey(_ edition: Edition) throws -> Vault {
        let vault = try Vault(edition, key: "orders")
        try vault.write(sample(edition.keyByteCount, seed: 7), to: "material")
        let steps = [
            ["key", "create", "brought", "--external"],
            ["import", "parameters", "alias/brought", "--out", vault.path("parameters")],
            [
                "import", "wrap", "--parameters", vault.path("parameters"), "--material", vault.path("material"),
                "--out", vault.path("wrapped"),
            ],
            [
                "import", "submit", "alias/brought", "--parameters", vault.path("parameters"), "--material",
                vault.path("wrapped"),
            ],
        ]
        for step in steps {
            let run = try CommandRun(step, configuration: vault.configuration)
            try #require(run.status == 0, "\(step): \(run.errors)")
        }
        return vault
    }

    private func decrypt(_ vault: Vault, _ arguments: [String]) throws -> CommandRun {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [try Self.python, Self.root + "/docs/decryptor/hufu_decrypt.py", "--material", vault.path("material")]
            + arguments
        return try CommandRun(process)
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The Python that `make setup` found or made: HUFU_PYTHON, else `.build/python`, else the one on the PATH.
    private static var python: String {
        get throws {
            if let named = ProcessInfo.processInfo.environment["HUFU_PYTHON"], !named.isEmpty { return named }
            let made = root + "/.build/python/bin/python3"
            return FileManager.default.isExecutableFile(atPath: made) ? made : "python3"
        }
    }
}
