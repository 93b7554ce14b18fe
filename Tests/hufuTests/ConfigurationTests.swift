// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

@testable import hufu

/// Which settings count, and what a wrong one is answered with.
struct ConfigurationTests {
    /// The implementation of SM4-GCM that the settings chose.
    private func kernel(_ vault: Vault, _ more: [String], environment: [String: String] = [:]) throws -> String {
        let outcome = try vault.run(["self-test", "--json"] + more, environment: environment)
        let report = try outcome.json()["Report"] as? [String: Any]
        return (report?["Kernels"] as? [String: String])?["SM4-GCM"] ?? "none: \(outcome.errors)"
    }

    @Test func `the environment goes over the file, --set over both`() throws {
        let vault = try Vault(.smCrypto)
        try vault.folder.replace("provider: auto", by: "provider: vendored", in: "v/hufu.yaml")
        #expect(try kernel(vault, []).contains("CSM4"))
        let environment = ["HUFU_SM4_PROVIDER": "libgcrypt"]
        #expect(try kernel(vault, [], environment: environment).contains("libgcrypt"))
        #expect(try kernel(vault, ["--set", "sm4.provider=vendored"], environment: environment).contains("CSM4"))
    }

    @Test func `the edition of --edition goes over the configuration's`() throws {
        let vault = try Vault(.smCrypto)
        #expect(try vault.json("self-test", "--edition", "fips")["Edition"] as? String == "fips")
    }

    @Test func `paths count from the file's folder, or from here when they come from --set`() throws {
        let vault = try Vault(.fips)
        try vault.json("key", "create", "orders")
        let elsewhere = try TemporaryFolder()
        let config = vault.folder.path("v/hufu.yaml")
        #expect(try elsewhere.hufu("key", "show", "alias/orders", "--config", config).status == 0)
        try FileManager.default.copyItem(
            atPath: vault.folder.path("v/root/root.key"), toPath: elsewhere.path("copy.key"))
        let near = try elsewhere.hufu("key", "list", "--config", config, "--set", "root.file=copy.key")
        #expect(near.status == 0, "\(near.errors)")
    }

    @Test(arguments: [
        ("provider: auto", "providr: auto", Int32(64), "Did you mean 'sm4.provider'?"),
        ("provider: auto", "provider: fast", 64, "auto, vendored, libgcrypt"),
        ("provider: auto", "provider: [auto]", 64, "one value"),
        ("allowPKCS1v15: true", "allowPKCS1v15: perhaps", 64, "true, false"),
        ("edition: sm-crypto", "edition: sm4", 64, "fips, sm-crypto"),
        ("edition: sm-crypto", "# nothing", 64, "does not say 'edition'"),
        ("  path: data/hufu.db", "  # no path", 64, "does not say 'store.path'"),
        ("edition: sm-crypto", "edition: [", 64, "cannot be used"),
        ("edition: sm-crypto", "edition: sm-crypto\nedition: fips", 64, "cannot be used"),
    ])
    func `a wrong file is refused with what to do`(row: (String, String, Int32, String)) throws {
        let vault = try Vault(.smCrypto)
        try vault.folder.replace(row.0, by: row.1, in: "v/hufu.yaml")
        let outcome = try vault.hufu("key", "list")
        #expect(outcome.status == row.2)
        #expect(outcome.errors.contains(row.3), "\(outcome.errors)")
    }

    @Test func `wrong --set, and files that are not there`() throws {
        let vault = try Vault(.smCrypto)
        #expect(try vault.hufu("key", "list", "--set", "sm4.provider").status == 64)
        #expect(try vault.hufu("key", "list", "--set", "sm4.providr=auto").errors.contains("'sm4.provider'"))
        #expect(try vault.hufu("key", "list", "--config", "nowhere.yaml").status == 66)
        let bare = try TemporaryFolder()
        let outcome = try bare.hufu("key", "list")
        #expect(outcome.status == 66)
        #expect(outcome.errors.contains("hufu init"))
    }

    @Test(arguments: [
        (SettingKey.edition, "HUFU_EDITION"), (.fipsModuleConfig, "HUFU_FIPS_MODULE_CONFIG"),
        (.allowPKCS1v15, "HUFU_IMPORT_ALLOW_PKCS1V15"), (.storePath, "HUFU_STORE_PATH"),
    ])
    func `environment names follow the keys`(key: SettingKey, name: String) {
        #expect(key.environmentName == name)
    }

    @Test func `every environment name is read`() async throws {
        let values: [SettingKey: String] = [
            .edition: "fips", .fipsModule: "required", .fipsModuleConfig: "/m.cnf", .sm4Provider: "vendored",
            .allowPKCS1v15: "true", .storePath: "/s.db", .rootFile: "/r.key",
        ]
        let folder = try TemporaryFolder()
        try folder.write("edition: sm-crypto\n", to: "hufu.yaml")
        let environment = Dictionary(uniqueKeysWithValues: values.map { ($0.key.environmentName, $0.value) })
        let reader = SettingsReader(path: folder.path("hufu.yaml"), environment: environment)
        let settings = try await reader.read(needsStore: true)
        #expect(Set(values.keys) == Set(SettingKey.allCases))
        #expect(settings.edition == .fips)
        #expect(settings.options.fips.module == .required)
        #expect(settings.options.fips.moduleConfig == "/m.cnf")
        #expect(settings.options.fips.allowPKCS1v15)
        #expect(settings.options.sm.provider == .vendored)
        #expect(settings.storePath == "/s.db")
        #expect(settings.rootPath == "/r.key")
    }
}
