// SPDX-License-Identifier: Apache-2.0
import CryptoEditions

/// What the configuration says, read and checked once at start.
struct Settings: Sendable {
    /// The edition to load.
    let edition: Edition
    /// How to load it.
    let options: EditionOptions
    /// The store's file; nil where the command runs without a store.
    let storePath: String?
    /// The root key's file; nil where the command runs without a store.
    let rootPath: String?
    /// How to serve.
    let server: ServerOptions
    /// The configuration file read, if any.
    let file: String?

    /// The store's file.
    ///
    /// - Throws: ``SettingsError/missing(_:file:)``.
    func requiredStorePath() throws(SettingsError) -> String {
        guard let storePath else { throw .missing(.storePath, file: file) }
        return storePath
    }

    /// The root key's file.
    ///
    /// - Throws: ``SettingsError/missing(_:file:)``.
    func requiredRootPath() throws(SettingsError) -> String {
        guard let rootPath else { throw .missing(.rootFile, file: file) }
        return rootPath
    }
}
