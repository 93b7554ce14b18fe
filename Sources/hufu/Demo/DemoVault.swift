// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import KeyManagement

/// A key store of the demonstration, made and opened exactly as `hufu init` and the other commands do.
struct DemoVault {
    let service: KeyService
    let caller = Compose.caller()
    /// Where its configuration, root key and store lie.
    let folder: String

    /// Makes a store with its root key and configuration, and opens it by that configuration alone.
    static func make(for edition: Edition, in folder: String) async throws -> DemoVault {
        let vault = VaultFolder(path: folder)
        _ = try await vault.make(for: try edition.load())
        let settings = try await SettingsReader(path: vault.configuration, environment: [:]).read(needsStore: true)
        return DemoVault(service: try Compose.service(settings), folder: folder)
    }

    /// The door that `hufu encrypt` and `hufu decrypt` use for files.
    var envelope: FileEnvelope { FileEnvelope(service: service, caller: caller) }

    func createKey(_ alias: String, origin: KeyOrigin) async throws -> CustomerMasterKey {
        try await service.createKey(KeyRequest(alias: try KeyAlias(alias), origin: origin), for: caller)
    }

    func encrypt(_ path: String, to output: String, under key: KeyID, context: EncryptionContext) async throws {
        var input = try SourceFile.open(path)
        var output = try OutputFile.begin(at: output, replacing: false)
        _ = try await envelope.seal(&input, into: &output, under: .id(key), context: context)
    }

    func decrypt(_ path: String, to output: String, context: EncryptionContext) async throws {
        var input = try SourceFile.open(path)
        var output = try OutputFile.begin(at: output, replacing: false)
        _ = try await envelope.open(&input, into: &output, context: context)
    }

    /// The mode bits of a file in it.
    func mode(of name: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int ?? -1
    }
}
