// SPDX-License-Identifier: Apache-2.0

// What the actions on hosted data keys share: reading one as it is now, changing several at once.
extension KeyService {
    /// The data key and its CMK as they are now: deletion dates that have come are carried out first.
    ///
    /// What the caller may do is asked of the CMK, before anything is said about the data key.
    ///
    /// - Throws: ``DataKeyError/notFound(_:)`` also when its CMK is gone, with which it went.
    func currentDataKey(
        _ id: DataKeyID, by action: KeyAction, for caller: Caller
    ) async throws(KeyServiceError) -> (HostedDataKey, CustomerMasterKey) {
        try await attempting { () async throws(KeyServiceError) in
            guard let found = try await loadDataKey(.id(id)) else { throw KeyServiceError.dataKey(.notFound(id)) }
            let key: CustomerMasterKey
            do throws(KeyServiceError) {
                key = try await current(.id(found.keyID), by: action, dataKey: id, for: caller)
            } catch .keyNotFound {
                throw KeyServiceError.dataKey(.notFound(id))
            }
            guard let settled = try await settle(found, for: caller) else {
                throw KeyServiceError.dataKey(.notFound(id))
            }
            return (settled, key)
        }
    }

    /// Reads data keys, lets each move on by `action` and `decide` change it, and commits all at once or none; begins
    /// anew when one of them, or its CMK, changed meanwhile.
    ///
    /// - Throws: what the state of a CMK or of a data key says, or `decide`; nothing is changed then.
    func changeDataKeys(
        _ ids: [DataKeyID], by action: KeyAction, for caller: Caller,
        _ decide: (inout HostedDataKey, UnixTime) -> Void = { _, _ in }
    ) async throws(KeyServiceError) -> [HostedDataKey] {
        try await attempting { () async throws(KeyServiceError) in
            var dataKeys: [HostedDataKey] = []
            var changes: [StoreChange] = []
            for id in ids {
                let (found, key) = try await currentDataKey(id, by: action, for: caller)
                try key.demand(action)
                let now = clock.now
                var next = found
                next.revision += 1
                try next.advance(action)
                decide(&next, now)
                dataKeys.append(next)
                changes.append(
                    StoreChange(
                        key: nil, dataKey: .update(next, expectedRevision: found.revision),
                        demanding: [.key(key.id, revision: key.revision)],
                        audit: audit(action, key: key.id, dataKey: id, for: caller, at: now)))
            }
            try await commit(changes)
            return dataKeys
        }
    }

    /// Carries out a deletion date that has come; nil when the data key is gone.
    private func settle(
        _ dataKey: HostedDataKey, for caller: Caller
    ) async throws(KeyServiceError) -> HostedDataKey? {
        let now = clock.now
        guard let deletionDate = dataKey.deletionDate, deletionDate <= now else { return dataKey }
        let service = Caller.service(for: caller.requestID)
        try await commit(
            StoreChange(
                key: nil, dataKey: .remove(dataKey.id, expectedRevision: dataKey.revision),
                audit: audit(.destroyDataKey, key: dataKey.keyID, dataKey: dataKey.id, for: service, at: now)))
        return nil
    }

    /// Carries out every deletion date of a data key that has come.
    func settleDataKeys(for caller: Caller) async throws(KeyServiceError) {
        while true {
            let due = try await dataKeysDue()
            guard !due.isEmpty else { return }
            for dataKey in due { try await settleHolder(.id(dataKey.id), for: caller) }
        }
    }

    private func dataKeysDue() async throws(KeyServiceError) -> [HostedDataKey] {
        do throws(KeyStoreError) {
            return try await store.dataKeysDue(at: clock.now, limit: KeyService.dueCountLimit)
        } catch {
            throw .store(error)
        }
    }

    /// Lets go of a data key that holds the name although its deletion date, or its CMK's, has come.
    func freeName(_ name: DataKeyName, for caller: Caller) async throws(KeyServiceError) {
        try await settleHolder(.name(name), for: caller)
    }

    private func settleHolder(_ selector: DataKeySelector, for caller: Caller) async throws(KeyServiceError) {
        try await attempting { () async throws(KeyServiceError) in
            guard let holder = try await loadDataKey(selector) else { return }
            if let key = try await load(.id(holder.keyID)), try await settle(key, for: caller) == nil { return }
            _ = try await settle(holder, for: caller)
        }
    }

    private func loadDataKey(_ selector: DataKeySelector) async throws(KeyServiceError) -> HostedDataKey? {
        do throws(KeyStoreError) { return try await store.dataKey(selector) } catch { throw .store(error) }
    }

    func page(_ query: DataKeyQuery) async throws(KeyServiceError) -> DataKeyPage {
        do throws(KeyStoreError) { return try await store.dataKeys(query) } catch { throw .store(error) }
    }
}
