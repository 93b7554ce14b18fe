// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import KMSServer
import KeyManagement
import Logging
import TencentKMS
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
            .allowPKCS1v15: "true", .storePath: "/s.db", .rootFile: "/r.key", .serverAddress: "::1",
            .serverPort: "8444", .serverRegion: "eu-moscow", .serverAccount: "7", .serverLog: "debug",
            .tlsCertificate: "/t.pem", .tlsKey: "/t.key", .tlsClientAuthorities: "/c.pem",
            .requireSignedAction: "true", .rateScale: "2.5", .rates: "Encrypt=12000, Decrypt=5",
            .connectionLimit: "9", .keyLimit: "200", .cacheSeconds: "60", .cacheUses: "10",
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
        expectServer(settings.server)
    }

    private func expectServer(_ server: ServerOptions) {
        #expect(server.listening.address == "::1" && server.listening.port == 8_444)
        #expect(server.listening.tls?.certificate == "/t.pem" && server.listening.tls?.key == "/t.key")
        #expect(server.listening.tls?.clientAuthorities == "/c.pem")
        #expect(server.listening.connectionLimit == 9)
        #expect(server.site.region == "eu-moscow" && server.site.accountID == 7 && server.site.keyLimit == 200)
        #expect(server.site.requiresSignedAction && server.logLevel == .debug)
        #expect(server.rates.scale == 2.5 && server.rates.actions == ["Encrypt": 12_000, "Decrypt": 5])
        #expect(server.cache.lifetime == .seconds(60) && server.cache.useLimit == 10)
    }

    @Test(arguments: Edition.allCases)
    func `the file that init writes holds every setting, with the defaults of the server`(edition: Edition) async throws
    {
        let text = ConfigurationTemplate.text(for: edition)
        let names = Set(text.matches(of: #/(?m)^ *(?:# )?([a-zA-Z0-9]+):/#).map { String($0.1) })
        let foreign: Set<SettingKey> = edition == .fips ? [.sm4Provider] : [.fipsModule, .fipsModuleConfig]
        for key in SettingKey.allCases where !foreign.contains(key) {
            for part in key.rawValue.split(separator: ".") { #expect(names.contains(String(part)), "\(key)") }
        }
        let folder = try TemporaryFolder()
        try folder.write(text, to: "hufu.yaml")
        let reader = SettingsReader(path: folder.path("hufu.yaml"), environment: [:])
        let read = try await reader.read(needsStore: true).server
        let defaults = ServerOptions()
        #expect(read.listening.address == defaults.listening.address)
        #expect(read.listening.port == defaults.listening.port && read.listening.tls == nil)
        #expect(read.listening.connectionLimit == defaults.listening.connectionLimit)
        #expect(read.site.region == defaults.site.region && read.site.accountID == defaults.site.accountID)
        #expect(read.site.keyLimit == defaults.site.keyLimit)
        #expect(read.site.requiresSignedAction == defaults.site.requiresSignedAction)
        #expect(read.rates.scale == defaults.rates.scale && read.rates.actions.isEmpty)
        #expect(read.cache == defaults.cache && read.logLevel == defaults.logLevel)
    }

    @Test(arguments: [
        ("server.port=70000", "0 to 65535"), ("server.port=x", "0 to 65535"), ("server.account=0", "from 1"),
        ("server.log=loud", "trace, debug"), ("server.tls.key=a.key", "server.tls.certificate"),
        ("server.tls.certificate=a.pem", "server.tls.key"),
        ("server.tls.clientAuthorities=a.pem", "server.tls.key"), ("auth.requireSignedAction=yes", "true, false"),
        ("limits.rateScale=0", "above 0, or off"), ("limits.rateScale=inf", "above 0, or off"),
        ("limits.rates=Encript=5", "ACTION=RATE"), ("limits.rates=Encrypt", "ACTION=RATE"),
        ("limits.connections=0", "1 to 1000000"), ("limits.keys=-1", "from 0"), ("cache.seconds=-1", "0 to 86400"),
        ("cache.uses=0", "from 1"), ("limits.rate=5", "Did you mean 'limits.rates'?"),
    ])
    func `a wrong setting of the server is refused with what it takes`(setting: String, advice: String) throws {
        let vault = try Vault(.fips)
        let outcome = try vault.hufu("serve", "--set", setting)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(advice), "\(outcome.errors)")
    }
}
