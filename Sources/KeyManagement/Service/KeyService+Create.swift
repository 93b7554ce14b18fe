// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// What a new key shall be.
public struct KeyRequest: Sendable, Hashable {
    /// Its name.
    public var alias: KeyAlias
    /// Free text, at most 1024 bytes.
    public var summary: String
    /// Who makes its material.
    public var origin: KeyOrigin
    /// What it may do.
    public var usage: KeyUsage
    /// Its labels.
    public var tags: [KeyTag]

    /// A symmetric key whose material the engine makes, unless said otherwise.
    public init(
        alias: KeyAlias, summary: String = "", origin: KeyOrigin = .internal, usage: KeyUsage = .encryptDecrypt,
        tags: [KeyTag] = []
    ) {
        self.alias = alias
        self.summary = summary
        self.origin = origin
        self.usage = usage
        self.tags = tags
    }
}

extension KeyService {
    /// Makes a key: with material from the engine (`Enabled`), or empty for its owner to fill (`PendingImport`).
    ///
    /// The owner of an external key keeps the only backup of its material. An asymmetric key is a pair made by the engine;
    /// its private half stays inside.
    ///
    /// - Parameters:
    ///   - request: what it shall be.
    ///   - limit: how many keys that count (``KeyState/countsTowardsLimit``) there may be with it; nil for any number.
    ///     However many are made at the same time, none is made beyond it.
    ///   - caller: on whose behalf; stands in the audit record.
    /// - Returns: the key.
    /// - Throws: ``KeyServiceError/unauthorized(action:key:)``; ``KeyServiceError/keyLimitReached(limit:)``;
    ///   ``KeyServiceError/aliasTaken(_:)``; ``KeyServiceError/unsupportedUsage(_:)``;
    ///   ``KeyServiceError/externalUsage(_:)``; ``KeyServiceError/descriptionTooLong(byteCount:)``;
    ///   ``KeyServiceError/tags(_:)``; ``KeyServiceError/store(_:)``; ``KeyServiceError/engine(_:)``.
    public func createKey(
        _ request: KeyRequest, limit: Int? = nil, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try authorise(caller)
        if let limit { try await demandRoom(limit) }
        try KeyService.check(summary: request.summary)
        try KeyTag.check(request.tags)
        try await freeAlias(request.alias, for: caller)
        let pair = try await newPair(for: request)
        let now = clock.now
        let id = try engine { () throws(CryptoError) in try UniqueID.random(from: edition) }
        var key = CustomerMasterKey(
            id: id, alias: request.alias, summary: request.summary, usage: request.usage, origin: request.origin,
            createdAt: now, createdBy: caller.principal)
        key.tags = request.tags
        var rows: [WrappedSecret] = []
        if let pair {
            key.publicKeyDER = pair.publicKeyDER
            rows.append(try wrap(pair, for: key))
        } else if request.origin == .internal {
            rows.append(try makeMaterial(for: key, version: 1))
        }
        do throws(KeyServiceError) {
            try await commit(
                StoreChange(
                    key: .insert(key), demanding: limit.map { [.keyCount(below: $0)] } ?? [], storing: rows,
                    audit: audit(.createKey, key: id, for: caller, at: now)))
        } catch .store(.aliasTaken) {
            throw .aliasTaken(request.alias)
        } catch .store(.keyLimitReached) {
            throw .keyLimitReached(limit: limit ?? 0)
        }
        return key
    }

    /// Looks whether there is room for one more key, before anything is made for it. What binds is the condition in the
    /// store's transaction.
    private func demandRoom(_ limit: Int) async throws(KeyServiceError) {
        let count: Int
        do throws(KeyStoreError) { count = try await store.keyCount() } catch { throw .store(error) }
        guard count < limit else { throw .keyLimitReached(limit: limit) }
    }

    /// One version of engine-made material, wrapped for its row.
    func makeMaterial(for key: CustomerMasterKey, version: UInt32) throws(KeyServiceError) -> WrappedSecret {
        let material = try engine { () throws(CryptoError) in try edition.makeKey() }
        return try vault.wrap(material, as: SecretName(kind: .material, id: key.id, version: version))
    }

    /// Lets go of a key that holds the alias although its deletion date has come.
    func freeAlias(_ alias: KeyAlias, for caller: Caller) async throws(KeyServiceError) {
        try await attempting { () async throws(KeyServiceError) in
            if let holder = try await load(.alias(alias)) { _ = try await settle(holder, for: caller) }
        }
    }

    static func check(summary: String) throws(KeyServiceError) {
        let byteCount = summary.utf8.count
        guard byteCount <= CustomerMasterKey.summaryByteCountLimit else {
            throw .descriptionTooLong(byteCount: byteCount)
        }
    }
}
