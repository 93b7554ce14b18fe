// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// `hufu import …`, with real files and the `openssl` command line.
struct ImportTests {
    /// A way in which an owner wraps.
    static let ways: [(edition: Edition, algorithm: String, options: [String])] = [
        (.fips, "RSAES_OAEP_SHA_256", ["rsa_padding_mode:oaep", "rsa_oaep_md:sha256"]),
        (.fips, "RSAES_OAEP_SHA_1", ["rsa_padding_mode:oaep", "rsa_oaep_md:sha1"]),
        (.smCrypto, "RSAES_OAEP_SHA_256", ["rsa_padding_mode:oaep", "rsa_oaep_md:sha256"]),
        (.smCrypto, "RSAES_PKCS1_V1_5", ["rsa_padding_mode:pkcs1"]),
        (.smCrypto, "SM2PKE", ["digest:sm3"]),
    ]

    @Test(arguments: ways.indices)
    func `material wrapped by openssl, then by hufu, is the same material`(index: Int) throws {
        let way = ImportTests.ways[index]
        let vault = try Vault(way.edition)
        _ = try vault.makeMaterial("material.bin")
        try vault.json("key", "create", "partner", "--external")
        let parameters = try vault.json(
            "import", "parameters", "alias/partner", "--algorithm", way.algorithm, "--out", "p1")
        #expect(parameters["MaterialBits"] as? Int == way.edition.keyByteCount * 8)
        let pair = way.options.flatMap { ["-pkeyopt", $0] }
        #expect(try vault.openssl("p1", into: "w1", pair) == 0)
        #expect(try vault.hufu("import", "diagnose", "w1", "--parameters", "p1").status == 0)
        let first = try vault.json("import", "submit", "alias/partner", "--parameters", "p1", "--material", "w1")
        #expect(first["IsFirstImport"] as? Bool == true)

        try vault.json("import", "parameters", "alias/partner", "--algorithm", way.algorithm, "--out", "p2")
        // Offline: the folder alone, no configuration.
        let wrapped = try vault.folder.hufu(
            "import", "wrap", "--parameters", "p2", "--material", "material.bin", "--out", "w2", "--base64", "--json"
        ).json()
        let checkValue = try #require(wrapped["CheckValue"] as? String)
        #expect(checkValue == first["CheckValue"] as? String)
        let second = try vault.json(
            "import", "submit", "alias/partner", "--token", "p2/token", "--material", "w2", "--check-value", checkValue)
        #expect(second["IsFirstImport"] as? Bool == false)
    }

    @Test(arguments: Edition.allCases)
    func `material goes and only the same material comes back`(edition: Edition) throws {
        let vault = try Vault(edition)
        _ = try vault.makeMaterial("mine")
        _ = try vault.makeMaterial("other")
        try vault.json("key", "create", "partner", "--external")
        #expect(try vault.submit("mine", round: 1).status == 0)
        #expect(try vault.hufu("import", "delete-material", "alias/partner").status == 0)
        #expect(try vault.json("key", "show", "alias/partner")["KeyState"] as? String == "PendingImport")
        let refused = try vault.submit("other", round: 2)
        #expect(refused.status == 77)
        #expect(refused.errors.contains("first imported"))
        #expect(try vault.submit("mine", round: 3, "--valid-to", "2037-12-31").status == 0)
        #expect(try vault.json("key", "show", "alias/partner")["ValidTo"] as? Int == 2_145_830_400)
    }

    @Test(arguments: Edition.allCases)
    func `imports that cannot be are refused with their reason`(edition: Edition) throws {
        let vault = try Vault(edition)
        _ = try vault.makeMaterial("mine")
        _ = try vault.makeMaterial("long", byteCount: edition.keyByteCount + 8)
        try vault.json("key", "create", "partner", "--external")
        try vault.json("key", "create", "own")
        #expect(try vault.hufu("import", "parameters", "alias/own", "--out", "x").status == 77)
        try vault.json("import", "parameters", "alias/partner", "--out", "p1")
        let long = try vault.hufu("import", "wrap", "--parameters", "p1", "--material", "long", "--out", "w")
        #expect(long.status == 65)
        #expect(long.errors.contains("exactly \(edition.keyByteCount) bytes"))
        for constant in ["00", "a5"] {
            try vault.folder.write(Data(bytes(hex: String(repeating: constant, count: edition.keyByteCount))), to: "c")
            let refused = try vault.hufu("import", "wrap", "--parameters", "p1", "--material", "c", "--out", "w")
            #expect(refused.status == 65 && refused.errors.contains("no random key"), "\(refused.errors)")
            #expect(!vault.folder.exists("w"))
        }
        let openssl = try vault.openssl(
            "p1", into: "w", ["-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha256"], from: "long")
        #expect(openssl == 0)
        let sent = try vault.hufu("import", "submit", "alias/partner", "--parameters", "p1", "--material", "w")
        #expect(sent.status == 65)
        #expect(sent.errors.contains("exactly \(edition.keyByteCount * 8) bits"))
        #expect(try vault.submit("mine", round: 2, "--check-value", "0123456789abcdef").status == 65)
        #expect(try vault.submit("mine", round: 3, "--valid-to", "2020-01-01").status == 64)
        #expect(try vault.submit("mine", round: 4, "--valid-to", "soon").status == 64)
        let stale = try vault.hufu("import", "submit", "alias/partner", "--parameters", "p1", "--material", "w")
        #expect(stale.status == 77)
        #expect(try vault.json("key", "show", "alias/partner")["KeyState"] as? String == "PendingImport")
    }

    @Test(arguments: Edition.allCases)
    func `imported material shows in no output and no file`(edition: Edition) throws {
        let vault = try Vault(edition)
        let material = try vault.makeMaterial("mine")
        try vault.json("key", "create", "partner", "--external")
        let imported = try vault.submit("mine", round: 1, "--json")
        #expect(imported.status == 0)
        let shown = try vault.hufu("key", "show", "alias/partner", "--json")
        try FileManager.default.removeItem(atPath: vault.folder.path("mine"))
        let hex = material.map { String(format: "%02x", $0) }.joined()
        let texts = [imported.text, imported.errors, shown.text, shown.errors]
        #expect(!texts.contains { $0.lowercased().contains(hex) || $0.contains(material.base64EncodedString()) })
        let holders = try vault.folder.everyByte().filter {
            $0.value.range(of: material) != nil || $0.value.range(of: Data(hex.utf8)) != nil
                || $0.value.range(of: material.base64EncodedData()) != nil
        }
        #expect(holders.keys.sorted() == [])
        let root = try vault.folder.text("v/root/root.key").split(separator: ".").last.map(String.init)
        let secret = try #require(root).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(!texts.contains { $0.contains(secret) })
    }

    @Test func `expiring material is warned of, and parameters overwrite nothing`() throws {
        let vault = try Vault(.smCrypto)
        _ = try vault.makeMaterial("mine")
        try vault.json("key", "create", "partner", "--external")
        let soon = String(Int(Date().timeIntervalSince1970) + 86_400 * 3)
        #expect(try vault.submit("mine", round: 1, "--valid-to", soon).status == 0)
        #expect(try vault.hufu("key", "list").errors.contains("ends"))
        #expect(try vault.hufu("key", "show", "alias/partner").errors.contains("imports the same material"))
        let before = try vault.folder.read("p1/token")
        #expect(try vault.hufu("import", "parameters", "alias/partner", "--out", "p1").status == 77)
        #expect(try vault.folder.read("p1/token") == before)
    }
}

extension Vault {
    /// Wraps by the `openssl` command line as the cloud's guide does it; answers its status.
    fileprivate func openssl(
        _ parameters: String, into out: String, _ options: [String], from material: String = "material.bin"
    ) throws -> Int32 {
        try folder.openssl(
            [
                "pkeyutl", "-encrypt", "-pubin", "-inkey", "\(parameters)/public-key.der", "-keyform", "DER", "-in",
                material, "-out", out,
            ] + options)
    }

    /// Fetches parameters, wraps by `hufu import wrap` and submits to `alias/partner`.
    fileprivate func submit(_ material: String, round: Int, _ more: String...) throws -> CommandRun {
        try json("import", "parameters", "alias/partner", "--out", "p\(round)")
        let wrapped = try folder.hufu(
            "import", "wrap", "--parameters", "p\(round)", "--material", material, "--out", "s\(round)")
        try #require(wrapped.status == 0, "\(wrapped.errors)")
        return try run(
            ["import", "submit", "alias/partner", "--parameters", "p\(round)", "--material", "s\(round)"] + more)
    }
}
