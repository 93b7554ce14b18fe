// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// Issue "Must show 7": a planted key pattern is found in no output, error, database or log file.
@Suite struct SecretsStayInsideTests {
    @Test(arguments: Edition.allCases)
    func `planted material and data keys appear in no output and no file of the store`(edition: Edition) throws {
        let vault = try Vault(edition, key: "orders")
        let material = sample(edition.keyByteCount, seed: 77)
        try vault.write(material, to: "material.bin")
        var said: [CommandRun] = []
        func run(_ arguments: String...) throws {
            for form in [[], ["--json"]] {
                said.append(try CommandRun(arguments + form, configuration: vault.configuration))
            }
        }
        try run("key", "create", "payroll", "--external")
        said.append(try vault.hufu("import", "parameters", "alias/payroll", "--out", vault.path("params")))
        said.append(
            try vault.hufu(
                "import", "wrap", "--parameters", vault.path("params"), "--material", vault.path("material.bin"),
                "--out", vault.path("wrapped.bin"), "--json"))
        said.append(
            try vault.hufu(
                "import", "submit", "alias/payroll", "--parameters", vault.path("params"), "--material",
                vault.path("wrapped.bin"), "--json"))
        #expect(said.last?.status == 0, "\(said.last?.errors ?? "")")
        // Once more: the token is used, and the refusal must not repeat what was sent.
        try run(
            "import", "submit", "alias/payroll", "--parameters", vault.path("params"), "--material",
            vault.path("wrapped.bin"))
        // The raw material where wrapped material is expected, a message, a file and a key's name.
        try run(
            "import", "submit", "alias/payroll", "--parameters", vault.path("params"), "--material",
            vault.path("material.bin"))
        try run("import", "diagnose", vault.path("material.bin"), "--parameters", vault.path("params"))
        try run("decrypt", vault.path("material.bin"), "--out", vault.path("x"))
        try run("data-key", "--key", "alias/payroll", "--out", vault.path("dk"))
        try run("key", "show", "alias/payroll")
        try run("key", "list")
        try run("encrypt", "--key", "alias/payroll", vault.path("material.bin"))
        let patterns = try forms(of: material) + forms(of: vault.read("dk"))
        for run in said {
            let everything = run.output + Array(run.errors.utf8)
            #expect(!patterns.contains { everything.firstRange(of: $0) != nil }, "an output holds a key")
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: vault.path("v/data")) {
            let file = Array(try Data(contentsOf: URL(fileURLWithPath: "\(vault.path("v/data"))/\(name)")))
            #expect(!patterns.contains { file.firstRange(of: $0) != nil }, "\(name) holds a key")
        }
        // The search itself finds what is there.
        let owned = try vault.read("material.bin")
        #expect(patterns.contains { owned.firstRange(of: $0) != nil })
    }

    /// Raw, hexadecimal in both cases, Base64 and Base64url; of text the part that no padding touches.
    private func forms(of secret: [UInt8]) -> [[UInt8]] {
        let base64 = Data(secret.prefix(secret.count / 3 * 3)).base64EncodedString()
        let texts = [
            hex(secret), hex(secret).uppercased(), base64,
            base64.replacing("+", with: "-").replacing("/", with: "_"),
        ]
        return [secret] + texts.map { Array($0.utf8) }
    }
}
