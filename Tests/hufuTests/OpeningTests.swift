// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// Stores and root keys that must not be opened, by `key list` and by `doctor`.
struct OpeningTests {
    /// Runs `key list`, which must be refused, and `doctor`, which must find the same.
    private func expectRefusal(
        _ vault: Vault, status: Int32, text: String, check: String, location: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try vault.hufu("key", "list")
        #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: location)
        #expect(outcome.errors.contains(text), "\(outcome.errors)", sourceLocation: location)
        let doctor = try vault.hufu("doctor", "--json")
        #expect(doctor.status == 77, sourceLocation: location)
        let checks = try doctor.json()["Checks"] as? [[String: Any]] ?? []
        let failed = checks.filter { $0["Verdict"] as? String == "FAIL" }.compactMap { $0["Check"] as? String }
        #expect(failed.contains(check), "\(doctor.text)", sourceLocation: location)
    }

    @Test(arguments: Edition.allCases)
    func `a missing root key`(edition: Edition) throws {
        let vault = try Vault(edition)
        try FileManager.default.removeItem(atPath: vault.folder.path("v/root/root.key"))
        try expectRefusal(vault, status: 66, text: "root.file", check: "root key")
    }

    @Test(arguments: Edition.allCases)
    func `a root key that others may read`(edition: Edition) throws {
        let vault = try Vault(edition)
        try vault.folder.setMode(0o644, of: "v/root/root.key")
        try expectRefusal(vault, status: 77, text: "chmod 600", check: "root key")
    }

    @Test func `a damaged root key`() throws {
        let vault = try Vault(.fips)
        try vault.folder.write("hufu.root.1.fips.AAAA\n", to: "v/root/root.key")
        try expectRefusal(vault, status: 65, text: "backup", check: "root key")
    }

    @Test(arguments: Edition.allCases)
    func `a store of the other edition`(edition: Edition) throws {
        let vault = try Vault(edition)
        let other = try Vault(edition == .fips ? .smCrypto : .fips)
        try vault.folder.write(try other.folder.read("v/data/hufu.db"), to: "v/data/hufu.db")
        try expectRefusal(vault, status: 77, text: "edition", check: "store")
    }

    @Test(arguments: Edition.allCases)
    func `the root key of another store`(edition: Edition) throws {
        let vault = try Vault(edition)
        let other = try Vault(edition)
        try vault.folder.write(try other.folder.read("v/root/root.key"), to: "v/root/root.key")
        try vault.folder.setMode(0o600, of: "v/root/root.key")
        try expectRefusal(vault, status: 77, text: "root key", check: "store")
    }

    @Test func `a store that is not there, or no store`() throws {
        let vault = try Vault(.smCrypto)
        try vault.folder.write("no database, but long enough to be looked at as one", to: "v/data/hufu.db")
        try expectRefusal(vault, status: 77, text: "not a hufu key store", check: "store")
        try FileManager.default.removeItem(atPath: vault.folder.path("v/data/hufu.db"))
        try expectRefusal(vault, status: 66, text: "hufu init", check: "store")
    }

    @Test(arguments: Edition.allCases)
    func `doctor finds nothing wrong with a new store`(edition: Edition) throws {
        let report = try Vault(edition).json("doctor")
        #expect(report["Passed"] as? Bool == true)
        let checks = try #require(report["Checks"] as? [[String: Any]])
        let seen = Set(checks.compactMap { $0["Check"] as? String })
        #expect(
            seen.isSuperset(of: [
                "configuration", "edition", "kernel", "sub-mode", "root key", "store", "disk", "locked memory",
                "core dumps", "clock", "keys",
            ]))
        let kernels = checks.filter { $0["Check"] as? String == "kernel" }.compactMap { $0["Text"] as? String }
        let cipher = edition == .fips ? "AES-256-GCM: " : "SM4-GCM: "
        #expect(kernels.contains { $0.hasPrefix(cipher) }, "\(kernels)")
        // Root and store lie in one folder folder, so on one disk.
        #expect(checks.contains { $0["Verdict"] as? String == "WARN" && $0["Check"] as? String == "root key" })
    }

    @Test func `doctor names variables that nothing reads`() throws {
        let vault = try Vault(.fips)
        let outcome = try vault.hufu("doctor", environment: ["HUFU_STORE_PTH": "/x"])
        #expect(outcome.status == 0)
        #expect(outcome.text.contains("nothing reads HUFU_STORE_PTH"))
    }
}
