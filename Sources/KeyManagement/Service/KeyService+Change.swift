// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

// What the operations share: reading a key as it is now, changing it, reaching its secrets.
extension KeyService {
    /// Where a key comes from.
    enum KeySource {
        /// The store.
        case store
        /// Memory, where the cache has it, else the store. For uses, which the store records only while it is the same key.
        case cache
    }

    /// The key as it is now, for a caller whose policy allows it: expiry and deletion dates that have come are carried
    /// out first.
    ///
    /// Whether read or cached, it is handed to operations here and nowhere else.
    ///
    /// - Parameters:
    ///   - selector: the key.
    ///   - source: where it may come from.
    ///   - action: what the record of a refusal by the policy says was asked.
    ///   - dataKey: of which hosted data key of it, if of one.
    ///   - caller: on whose behalf.
    /// - Returns: the key, in any state.
    /// - Throws: ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/unauthorized(action:key:)``, which is recorded;
    ///   ``KeyServiceError/store(_:)``.
    func current(
        _ selector: KeySelector, from source: KeySource = .store, by action: KeyAction, dataKey: DataKeyID? = nil,
        for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await attempting { () async throws(KeyServiceError) in
            guard let key = try await find(selector, in: source) else { throw KeyServiceError.keyNotFound(selector) }
            let permitted = try await permitted(
                key, as: selector, from: source, by: action, dataKey: dataKey, for: caller)
            guard let settled = try await settle(permitted, for: caller) else {
                throw KeyServiceError.keyNotFound(selector)
            }
            return settled
        }
    }

    private func find(
        _ selector: KeySelector, in source: KeySource
    ) async throws(KeyServiceError) -> CustomerMasterKey? {
        guard source == .cache else { return try await load(selector) }
        if let key = cache.key(selector) { return key }
        let moment = cache.moment
        let key = try await load(selector)
        if let key { cache.keep(key, readAfter: moment) }
        return key
    }

    /// The key, if the caller's policy allows the action on it. What memory has is read anew before it is refused: alias and
    /// tags, which a policy may name, could have changed.
    private func permitted(
        _ key: CustomerMasterKey, as selector: KeySelector, from source: KeySource, by action: KeyAction,
        dataKey: DataKeyID?, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        guard source == .cache else {
            try await authorise(caller, on: key, selectedBy: selector, by: action, dataKey: dataKey)
            return key
        }
        if permits(caller, on: key) { return key }
        cache.evict(key.id)
        guard let fresh = try await load(selector) else { throw .keyNotFound(selector) }
        return try await permitted(fresh, as: selector, from: .store, by: action, dataKey: dataKey, for: caller)
    }

    /// Carries out what time alone brings about, each step with a record of its own; nil when the key is gone.
    func settle(_ key: CustomerMasterKey, for caller: Caller) async throws(KeyServiceError) -> CustomerMasterKey? {
        let now = clock.now
        let settlement = key.settled(at: now)
        guard settlement != .unchanged else { return key }
        let service = Caller.service(for: caller.requestID)
        var draft = KeyDraft(key, now: now)
        let action: KeyAction
        switch settlement {
        case .unchanged:
            return key
        case .importExpired:
            draft.endImport()
            action = .expireImportParameters
        case .materialExpired:
            draft.endMaterial(by: .expireKeyMaterial)
            action = .expireKeyMaterial
        case .destroyed:
            try await commit(
                StoreChange(
                    key: .remove(key.id, expectedRevision: key.revision),
                    removing: key.materialNames + key.importKeyNames,
                    audit: audit(.destroyKey, key: key.id, for: service, at: now)))
            return nil
        }
        try await commit(draft.change(recording: audit(action, key: key.id, for: service, at: now)))
        return try await settle(draft.key, for: caller)
    }

    /// Reads a key, lets `decide` change it, and commits; begins anew when the key changed meanwhile.
    ///
    /// - Throws: what `decide` throws, nothing being changed then; ``KeyServiceError/busy`` after several beginnings.
    func change<Result>(
        _ selector: KeySelector, by action: KeyAction, for caller: Caller,
        _ decide: (inout KeyDraft) async throws(KeyServiceError) -> Result
    ) async throws(KeyServiceError) -> Result {
        try await attempting { () async throws(KeyServiceError) in
            var draft = KeyDraft(try await current(selector, by: action, for: caller), now: clock.now)
            let result = try await decide(&draft)
            let record = audit(
                action, key: draft.key.id, outcome: draft.outcome, isApproved: draft.isApproved, for: caller,
                at: draft.now)
            try await commit(draft.change(recording: record))
            return result
        }
    }

    /// Runs `body`, and again from its beginning when a key changed under it.
    ///
    /// - Throws: what `body` throws but a revision conflict; ``KeyServiceError/busy`` after several beginnings.
    func attempting<Result: ~Copyable>(
        _ body: () async throws(KeyServiceError) -> Result
    ) async throws(KeyServiceError) -> Result {
        for _ in 0..<KeyService.attemptLimit {
            do throws(KeyServiceError) {
                return try await body()
            } catch .store(.revisionConflict) {
                await Task.yield()
            }
        }
        throw .busy
    }

    /// How often an operation begins at most. Each new beginning means that another's change was made meanwhile.
    private static let attemptLimit = 256

    func load(_ selector: KeySelector) async throws(KeyServiceError) -> CustomerMasterKey? {
        do throws(KeyStoreError) { return try await store.key(selector) } catch { throw .store(error) }
    }

    func commit(_ change: StoreChange) async throws(KeyServiceError) { try await commit([change]) }

    /// Has the store carry out changes in one transaction: all or nothing. The cache forgets every key that they
    /// change, and when they failed those that they demand, too: then somebody else may have changed them.
    func commit(_ changes: [StoreChange]) async throws(KeyServiceError) {
        do throws(KeyStoreError) {
            try await store.commit(changes)
        } catch {
            for id in changes.flatMap(\.keyIDs) { cache.evict(id) }
            throw .store(error)
        }
        for change in changes { if let id = change.key?.keyID { cache.evict(id) } }
    }

    /// Opens a stored secret.
    ///
    /// - Parameters:
    ///   - name: names it.
    ///   - key: the key, as read before, that it belongs to; nil for a secret of the whole store.
    /// - Returns: the secret.
    /// - Throws: ``KeyStoreError/revisionConflict`` when it is not there because `key` changed meanwhile;
    ///   ``KeyStoreError/damaged(_:)`` when it should be there, or does not open.
    func secret(
        _ name: SecretName, of key: CustomerMasterKey? = nil
    ) async throws(KeyServiceError) -> KeyMaterial {
        if let row = try await row(name) { return try vault.unwrap(row) }
        if let key, try await load(.id(key.id))?.revision != key.revision { throw .store(.revisionConflict) }
        throw .store(.damaged("the row \(name.kind.rawValue) \(name.id) is missing"))
    }

    func row(_ name: SecretName) async throws(KeyServiceError) -> WrappedSecret? {
        do throws(KeyStoreError) { return try await store.secret(name) } catch { throw .store(error) }
    }

    /// Runs a call of the engine, its error as the service's.
    func engine<Result: ~Copyable>(
        _ body: () throws(CryptoError) -> Result
    ) throws(KeyServiceError) -> Result {
        do throws(CryptoError) { return try body() } catch { throw .engine(error) }
    }

    /// A record of what came of an action; `isApproved` tells whether approved functions alone were asked for.
    func audit(
        _ action: KeyAction, key: KeyID?, dataKey: DataKeyID? = nil, outcome: String = "ok", isApproved: Bool = true,
        for caller: Caller, at time: UnixTime
    ) -> AuditRecord {
        AuditRecord(
            time: time, principal: caller.principal, action: action, keyID: key, dataKeyID: dataKey, outcome: outcome,
            requestID: caller.requestID,
            approvedService: isApproved && outcome == "ok" && edition.status.level == .validatedModule)
    }
}
