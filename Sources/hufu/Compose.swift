// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation
import KeyManagement
import KeyStoreSQLite

/// Puts the parts together: edition, store, root key, service. The only place that knows all of them.
enum Compose {
    /// The service that the settings describe.
    ///
    /// - Throws: ``SettingsError/missing(_:file:)``; ``CommandFailure`` (not found) without a store; `KeyStoreError`; `RootKeyError`; `CryptoError`;
    ///   `KeyServiceError/store(_:)` when store and root key do not belong together.
    static func service(_ settings: Settings) throws -> KeyService {
        try service(settings, edition: try settings.edition.load(settings.options))
    }

    /// The same with an edition that is loaded already.
    static func service(_ settings: Settings, edition: any CryptoEdition) throws -> KeyService {
        try services(settings, edition: edition).keys
    }

    /// The services on the keys and on the credentials of the one store.
    ///
    /// - Throws: as ``service(_:)``.
    static func services(
        _ settings: Settings, edition: any CryptoEdition, cache: KeyCachePolicy = .off, importPairs: KeyPairPool? = nil
    ) throws -> (keys: KeyService, principals: PrincipalService) {
        let storePath = try settings.requiredStorePath()
        guard FileManager.default.fileExists(atPath: storePath) else {
            throw CommandFailure(
                .notFound, "There is no key store at \(storePath). Check store.path, or make one with `hufu init`.")
        }
        let store = try SQLiteKeyStore.open(at: storePath, expecting: settings.edition)
        let root = try RootKeyFile(path: try settings.requiredRootPath()).read(expecting: settings.edition)
        let keys = try KeyService(
            edition: edition, store: store, identity: store.identity, root: root, cache: cache,
            importPairs: importPairs)
        return (keys, PrincipalService(keys, store: store))
    }

    /// A service on a store and a root key that are made now and belong together.
    ///
    /// - Throws: `RootKeyError`; `KeyStoreError`; `CryptoError`; `KeyServiceError`. What was made until then remains.
    static func newService(
        _ edition: any CryptoEdition, storePath: String, rootPath: String
    ) async throws -> (KeyService, StoreIdentity) {
        let root = try RootKey.make(from: edition)
        let identity = StoreIdentity(
            storeID: try .random(from: edition), edition: edition.edition, rootID: root.id, rootVersion: root.version,
            fingerprintKeyID: try .random(from: edition), auditKeyID: try .random(from: edition))
        try RootKeyFile(path: rootPath).create(root)
        let store = try SQLiteKeyStore.create(at: storePath, identity: identity)
        let service = try KeyService(edition: edition, store: store, identity: identity, root: root)
        try await service.provision(for: caller())
        return (service, identity)
    }

    /// Who calls: the local user, and a request ID of its own.
    static func caller() -> Caller {
        Caller(principal: "local/\(NSUserName())", requestID: UUID().uuidString.lowercased())
    }
}
