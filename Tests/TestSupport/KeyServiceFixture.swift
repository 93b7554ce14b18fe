// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import Foundation
package import KeyManagement

/// A key service on a store, in memory unless a test brings another, with a clock that tests move.
package struct KeyServiceFixture {
    package let edition: any CryptoEdition
    package let store: any AuditedKeyStore
    package let clock = TestClock()
    package let service: KeyService
    package let identity: StoreIdentity
    package let caller = Caller(principal: "local/test", requestID: "11111111-2222-4333-8444-555555555555")

    private let root: SharedRoot

    /// - Parameters:
    ///   - edition: the edition to load.
    ///   - cache: what the service keeps in memory.
    ///   - makeStore: makes the store, in memory unless said otherwise.
    ///   - importPairs: makes the pool that the service takes wrapping pairs from; nil for none.
    /// - Throws: what loading the edition, the store and the service throw.
    package init(
        _ edition: Edition, cache: KeyCachePolicy = .off,
        on makeStore: (StoreIdentity) throws -> any AuditedKeyStore = { _ in InMemoryKeyStore() },
        importPairs: ((any CryptoEdition) -> KeyPairPool)? = nil
    ) async throws {
        let loaded = try edition.loaded()
        let root = try RootKey.make(from: loaded)
        self.edition = loaded
        identity = StoreIdentity(
            storeID: try .random(from: loaded), edition: edition, rootID: root.id, rootVersion: root.version,
            fingerprintKeyID: try .random(from: loaded), auditKeyID: try .random(from: loaded))
        store = try makeStore(identity)
        service = try KeyService(
            edition: loaded, store: store, identity: identity, root: root, clock: clock, cache: cache,
            importPairs: importPairs?(loaded))
        self.root = SharedRoot(root)
        try await service.provision(for: caller)
    }

    /// Another door to the same keys, with a memory of its own: what another process would have.
    package func secondService(
        on store: (any KeyStore)? = nil, cache: KeyCachePolicy = .off
    ) throws -> KeyService {
        try KeyService(
            edition: edition, store: store ?? self.store, identity: identity, root: root.key, clock: clock,
            cache: cache)
    }

    /// The quickest way to wrap for import in this edition.
    package var quickAlgorithm: WrappingAlgorithm { edition.edition == .fips ? .rsaesOAEPSHA256 : .sm2PKE }

    /// Makes a key.
    package func key(_ alias: String, origin: KeyOrigin = .internal) async throws -> CustomerMasterKey {
        try await service.createKey(KeyRequest(alias: KeyAlias(alias), origin: origin), for: caller)
    }

    /// Material of the edition's length that depends on `seed` only.
    package func material(_ seed: UInt8 = 1) -> KeyMaterial { material(seed, byteCount: edition.keyByteCount) }

    /// Material of any length that depends on `seed` only.
    package func material(_ seed: UInt8, byteCount: Int) -> KeyMaterial {
        KeyMaterial(byteCount: byteCount) { (bytes: inout MutableSpan<UInt8>) in
            for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: index &* 37) &+ seed }
        }
    }

    /// Gets parameters, wraps and imports.
    @discardableResult
    package func `import`(
        _ material: borrowing KeyMaterial, into key: KeyID, validTo: UnixTime? = nil, checkValue: String? = nil
    ) async throws -> ImportReceipt {
        let parameters = try await service.parametersForImport(.id(key), algorithm: quickAlgorithm, for: caller)
        return try await submit(material, parameters, validTo: validTo, checkValue: checkValue)
    }

    /// Wraps under parameters at hand, and imports.
    package func submit(
        _ material: borrowing KeyMaterial, _ parameters: ImportParameters, validTo: UnixTime? = nil,
        checkValue: String? = nil
    ) async throws -> ImportReceipt {
        let wrapped = try edition.wrapForImport(
            material, publicKeyDER: parameters.publicKeyDER.span, algorithm: parameters.algorithm)
        return try await service.importKeyMaterial(
            ImportRequest(
                key: .id(parameters.keyID), token: parameters.token, wrappedMaterial: wrapped, validTo: validTo,
                checkValue: checkValue),
            for: caller)
    }

    /// An external key that holds `material(seed)`.
    package func externalKey(_ alias: String, seed: UInt8 = 1) async throws -> CustomerMasterKey {
        let key = try await key(alias, origin: .external)
        return try await self.import(material(seed), into: key.id).key
    }

    /// A key in the given state; external where the state or `origin` asks for it.
    package func key(in state: KeyState, origin: KeyOrigin, alias: String) async throws -> CustomerMasterKey {
        let isEmpty = state == .pendingImport
        let made = origin == .external && !isEmpty ? try await externalKey(alias) : try await key(alias, origin: origin)
        let selector = KeySelector.id(made.id)
        switch state {
        case .enabled, .pendingImport: return made
        case .disabled: return try await service.disableKey(selector, for: caller)
        case .archived: return try await service.archiveKey(selector, for: caller)
        case .pendingDelete:
            try await service.disableKey(selector, for: caller)
            return try await service.scheduleKeyDeletion(selector, days: 7, for: caller)
        }
    }

    /// The audit trail, read back.
    package func auditRecords() async throws -> [AuditRecord] {
        let rows = try await store.auditRecords(from: 1, limit: .max)
        return try rows.map { try JSONDecoder().decode(AuditRecord.self, from: Data($0)) }
    }

    /// Whether the store holds the private key of the import under way of `key`, as read before.
    package func holdsImportKey(of key: CustomerMasterKey) async throws -> Bool {
        guard let session = key.importSession else { return false }
        return try await store.secret(SecretName(kind: .importKey, id: session.pairID, version: 0)) != nil
    }
}

/// A root key that copies of a fixture share.
private final class SharedRoot: Sendable {
    let key: RootKey

    init(_ key: consuming RootKey) { self.key = key }
}
