// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// The folder that `hufu init` lays out: configuration, root key and store.
struct VaultFolder {
    /// Where.
    let path: String

    /// The configuration file.
    var configuration: String { inside("hufu.yaml") }
    /// The root key's file, in a folder of its own.
    var rootKey: String { inside("root/root.key") }
    /// The store's file, in a folder of its own.
    var store: String { inside("data/hufu.db") }

    /// Makes everything, or nothing: what was made until a failure or a signal is taken away again.
    ///
    /// - Throws: ``CommandFailure`` (refused) when something is there already; what making root key and store throws.
    func make(for edition: any CryptoEdition) async throws -> StoreIdentity {
        for name in ["hufu.yaml", "root", "data"] where FileManager.default.fileExists(atPath: inside(name)) {
            throw CommandFailure(
                .refused,
                "There is something at \(inside(name)) already. Nothing is overwritten; choose another folder.")
        }
        var made = MadeFiles()
        do {
            try made.makeFolders(to: path)
            try made.makeFolder(inside("root"))
            try made.makeFolder(inside("data"))
            let (_, identity) = try await Compose.newService(edition, storePath: store, rootPath: rootKey)
            try made.write(Data(ConfigurationTemplate.text(for: edition.edition).utf8), to: configuration)
            made.keep()
            return identity
        } catch {
            made.remove()
            throw error
        }
    }

    private func inside(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }
}
