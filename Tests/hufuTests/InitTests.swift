// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// `hufu init`
struct InitTests {
    @Test(arguments: Edition.allCases)
    func `lays out configuration, root key and store with narrow modes`(edition: Edition) throws {
        let vault = try Vault(edition)
        #expect(try vault.folder.mode(of: "v/root") == 0o700)
        #expect(try vault.folder.mode(of: "v/root/root.key") == 0o600)
        #expect(try vault.folder.mode(of: "v/data") == 0o700)
        #expect(try vault.folder.mode(of: "v/data/hufu.db") == 0o600)
        #expect(try vault.folder.text("v/hufu.yaml").contains("\nedition: \(edition)\n"))
        #expect(try vault.hufu("key", "list").status == 0)
    }

    @Test(arguments: Edition.allCases)
    func `refuses a second time and changes nothing`(edition: Edition) throws {
        let vault = try Vault(edition)
        let before = try vault.folder.everyByte()
        let again = try vault.folder.hufu("init", "--edition", edition.rawValue, "--directory", "v")
        #expect(again.status == 77)
        #expect(again.errors.contains("Nothing is overwritten"))
        #expect(try vault.folder.everyByte() == before)
    }

    @Test func `takes back what it made when it fails half way`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("v"), withIntermediateDirectories: false)
        // A dangling link: the name is taken, which only shows when the configuration, the last file, is written.
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("v/hufu.yaml"), withDestinationPath: "nowhere")
        let outcome = try folder.hufu("init", "--edition", "fips", "--directory", "v")
        #expect(outcome.status == 77)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("v")) == ["hufu.yaml"])
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal takes everything back that was made`(number: Int32) throws {
        let folder = try TemporaryFolder()
        signal(number, SIG_DFL)
        var wasInTheMiddle = false
        for _ in 0..<20 where !wasInTheMiddle {
            let process = CommandRun.process(
                ["init", "--edition", "fips", "--directory", folder.path("a/v")], configuration: nil)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            while process.isRunning, !folder.exists("a/v/root") {}
            kill(process.processIdentifier, number)
            process.waitUntilExit()
            #expect(process.terminationReason == .exit)
            wasInTheMiddle = process.terminationStatus == 128 + number
            // All of it is there when the command was faster than the signal.
            #expect(folder.exists("a/v/hufu.yaml") == !wasInTheMiddle)
            #expect(folder.exists("a") == !wasInTheMiddle)
            if !wasInTheMiddle { try FileManager.default.removeItem(atPath: folder.path("a")) }
        }
        #expect(wasInTheMiddle)
    }

    @Test func `names the editions when the edition is unknown`() throws {
        let folder = try TemporaryFolder()
        let outcome = try folder.hufu("init", "--edition", "FIPS", "--directory", "v")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("fips, sm-crypto"))
        #expect(!folder.exists("v"))
    }

    @Test func `an empty folder name is no folder name`() throws {
        let folder = try TemporaryFolder()
        let outcome = try folder.hufu("init", "--edition", "fips", "--directory", "")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--directory"))
    }

    @Test func `reports as JSON where everything is`() throws {
        let folder = try TemporaryFolder()
        let report = try folder.hufu("init", "--edition", "fips", "--directory", "v", "--json").json()
        #expect(Set(report.keys) == ["Edition", "Configuration", "RootKey", "Store", "StoreId", "RootId"])
        #expect(report["RootKey"] as? String == "v/root/root.key")
    }
}
