// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import Testing

/// `hufu init`
struct InitTests {
    @Test(arguments: Edition.allCases)
    func `lays out configuration, root key and store with narrow modes`(edition: Edition) throws {
        let vault = try Vault(edition)
        #expect(try vault.scratch.mode(of: "v/root") == 0o700)
        #expect(try vault.scratch.mode(of: "v/root/root.key") == 0o600)
        #expect(try vault.scratch.mode(of: "v/data") == 0o700)
        #expect(try vault.scratch.mode(of: "v/data/hufu.db") == 0o600)
        #expect(try vault.scratch.text("v/hufu.yaml").contains("\nedition: \(edition)\n"))
        #expect(try vault.hufu("key", "list").status == 0)
    }

    @Test(arguments: Edition.allCases)
    func `refuses a second time and changes nothing`(edition: Edition) throws {
        let vault = try Vault(edition)
        let before = try vault.scratch.everyByte()
        let again = try vault.scratch.hufu("init", "--edition", edition.rawValue, "--directory", "v")
        #expect(again.status == 77)
        #expect(again.errors.contains("Nothing is overwritten"))
        #expect(try vault.scratch.everyByte() == before)
    }

    @Test func `takes back what it made when it fails half way`() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.path(of: "v"), withIntermediateDirectories: false)
        // A dangling link: the name is taken, which only shows when the configuration, the last file, is written.
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path(of: "v/hufu.yaml"), withDestinationPath: "nowhere")
        let outcome = try scratch.hufu("init", "--edition", "fips", "--directory", "v")
        #expect(outcome.status == 77)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path(of: "v")) == ["hufu.yaml"])
    }

    @Test func `names the editions when the edition is unknown`() throws {
        let scratch = try Scratch()
        let outcome = try scratch.hufu("init", "--edition", "FIPS", "--directory", "v")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("fips, sm-crypto"))
        #expect(!scratch.exists("v"))
    }

    @Test func `reports as JSON where everything is`() throws {
        let scratch = try Scratch()
        let report = try scratch.hufu("init", "--edition", "fips", "--directory", "v", "--json").json()
        #expect(Set(report.keys) == ["Edition", "Configuration", "RootKey", "Store", "StoreId", "RootId"])
        #expect(report["RootKey"] as? String == "v/root/root.key")
    }
}
