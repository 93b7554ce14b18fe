// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation
import KMSServer
import KeyManagement
import TencentKMS

/// `hufu serve --dev`: a store of its own with a credential and keys, on loopback, gone when the server ends.
struct DevelopmentServer {
    let edition: Edition
    let envFile: String?
    let source: ConfigurationOptions

    /// Serves until a signal ends it.
    ///
    /// - Throws: ``CommandFailure`` (refused) on an address that others reach, before anything is made.
    func run() async throws {
        let folder = try DevelopmentFolder.make()
        defer { folder.remove() }
        let vault = VaultFolder(path: folder.path)
        _ = try await vault.make(for: try edition.load())
        var reader = source.reader()
        reader.path = vault.configuration
        reader.overrides.insert("server.port=8080", at: 0)
        let settings = try await reader.read(needsStore: true)
        guard settings.server.listening.isLoopback else {
            throw CommandFailure(
                .refused,
                "--dev serves on loopback only, not on \(settings.server.listening.address): its credential can do "
                    + "everything. Leave server.address at 127.0.0.1.")
        }
        let seed = try await DevelopmentSeed.plant(in: settings)
        // Made first, so that it is known to be writable; filled when the port is known.
        if let envFile {
            guard !FileManager.default.fileExists(atPath: envFile) else {
                throw CommandFailure(.refused, "'\(envFile)' is there already. Remove it, or name another file.")
            }
            try Self.write("", to: envFile)
        }
        defer { if let envFile { try? FileManager.default.removeItem(atPath: envFile) } }
        UnfinishedFiles.leaveSignals()
        try await ServerComposition(settings: settings) { [envFile] port in
            let endpoint = settings.server.listening.url(port: port)
            if let envFile { try? Self.write(seed.environment(endpoint: endpoint), to: envFile) }
            Terminal.note(seed.greeting(endpoint: endpoint, envFile: envFile))
        }.run()
    }

    /// - Throws: ``CommandFailure`` (refused).
    private static func write(_ text: String, to path: String) throws(CommandFailure) {
        let isMade = FileManager.default.createFile(
            atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard isMade else {
            throw CommandFailure(.refused, "'\(path)' cannot be written. Name another file with --env-file.")
        }
    }
}

/// What a development server begins with.
struct DevelopmentSeed: Sendable {
    let secretID: String
    let secretKey: String
    let keyID: String
    let region: String

    /// Makes the credential, which may do everything, and a key with the alias `dev`.
    static func plant(in settings: Settings) async throws -> DevelopmentSeed {
        let (keys, principals) = try Compose.services(settings, edition: try settings.edition.load(settings.options))
        let caller = Compose.caller()
        let issued = try await principals.create(CredentialName("dev"), policy: .everything, for: caller)
        let key = try await keys.createKey(KeyRequest(alias: KeyAlias("dev")), for: caller)
        return DevelopmentSeed(
            secretID: issued.credential.secretID.text,
            secretKey: issued.withSecretKey { key in
                String(decoding: key.indices.map { key[$0] }, as: UTF8.self)
            },
            keyID: key.id.description, region: settings.server.site.region)
    }

    /// Lines for a shell to source.
    func environment(endpoint: String) -> String {
        """
        export TENCENTCLOUD_SECRET_ID=\(secretID)
        export TENCENTCLOUD_SECRET_KEY=\(secretKey)
        export TENCENTCLOUD_REGION=\(region)
        export HUFU_ENDPOINT=\(endpoint)
        export HUFU_KEY_ID=\(keyID)

        """
    }

    /// What the terminal shows once the server listens.
    func greeting(endpoint: String, envFile: String?) -> String {
        let source = envFile.map { "  source \(Shell.quoted($0))\n" } ?? environment(endpoint: endpoint)
        return """

            A development server, for this machine alone; all of it is gone when it ends. In another terminal:
            \(source)  tccli kms Encrypt --endpoint \(endpoint) --KeyId \(keyID) --Plaintext dGlnZXI=

            """
    }
}

/// A folder of mode 0700 for as long as the development server runs.
private struct DevelopmentFolder {
    let path: String

    /// - Throws: ``CommandFailure``.
    static func make() throws(CommandFailure) -> DevelopmentFolder {
        let name = "hufu-dev-\(String(UInt64.random(in: .min ... .max), radix: 16))"
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        guard unsafe mkdir(path, 0o700) == 0 else {
            throw CommandFailure(
                .internalError,
                "'\(path)' cannot be made: \(SystemFailure.latest.reason). Set TMPDIR to a folder that can be written.")
        }
        return DevelopmentFolder(path: path)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
