// SPDX-License-Identifier: Apache-2.0

extension KeyService {
    /// Lets a data key's plaintext be given out again. On an enabled data key nothing happens.
    ///
    /// - Throws: ``KeyServiceError/dataKey(_:)``; ``KeyServiceError/refusedByState(_:state:action:)`` while its CMK waits
    ///   for its deletion; ``KeyServiceError/store(_:)``; ``KeyServiceError/busy``. So do the other actions here.
    @discardableResult
    public func enableDataKey(_ id: DataKeyID, for caller: Caller) async throws(KeyServiceError) -> HostedDataKey {
        try await changeDataKey(id, by: .enableDataKey, for: caller)
    }

    /// Stops giving out a data key's plaintext, until it is enabled again.
    @discardableResult
    public func disableDataKey(_ id: DataKeyID, for caller: Caller) async throws(KeyServiceError) -> HostedDataKey {
        try await changeDataKey(id, by: .disableDataKey, for: caller)
    }

    /// Enables several data keys: all of them, in one transaction, or none.
    ///
    /// - Parameters:
    ///   - ids: 1 to 100 data keys, each once.
    ///   - caller: on whose behalf; stands in the audit records, one for each data key.
    /// - Returns: the data keys, in the order of `ids`.
    /// - Throws: ``KeyServiceError/batch(_:)`` and ``DataKeyError/duplicatedID(_:)`` also.
    @discardableResult
    public func enableDataKeys(
        _ ids: [DataKeyID], for caller: Caller
    ) async throws(KeyServiceError) -> [HostedDataKey] {
        try KeyService.check(dataKeyBatch: ids)
        return try await changeDataKeys(ids, by: .enableDataKey, for: caller)
    }

    /// Disables several data keys: all of them, in one transaction, or none.
    ///
    /// - Parameters:
    ///   - ids: 1 to 100 data keys, each once.
    ///   - caller: on whose behalf; stands in the audit records, one for each data key.
    /// - Returns: the data keys, in the order of `ids`.
    /// - Throws: ``KeyServiceError/batch(_:)`` and ``DataKeyError/duplicatedID(_:)`` also.
    @discardableResult
    public func disableDataKeys(
        _ ids: [DataKeyID], for caller: Caller
    ) async throws(KeyServiceError) -> [HostedDataKey] {
        try KeyService.check(dataKeyBatch: ids)
        return try await changeDataKeys(ids, by: .disableDataKey, for: caller)
    }

    /// Sets the date at which a disabled data key ends. Whoever has its message can still open that.
    ///
    /// - Parameters:
    ///   - id: the data key.
    ///   - days: 7 to 30, counted from now.
    ///   - caller: on whose behalf; stands in the audit record.
    /// - Returns: the data key, `PendingDelete`, with its date.
    /// - Throws: ``KeyServiceError/invalidPendingWindow(days:)`` also.
    @discardableResult
    public func scheduleDataKeyDeletion(
        _ id: DataKeyID, days: Int, for caller: Caller
    ) async throws(KeyServiceError) -> HostedDataKey {
        guard (7...30).contains(days) else { throw .invalidPendingWindow(days: days) }
        return try await changeDataKey(id, by: .scheduleDataKeyDeletion, for: caller) { dataKey, now in
            dataKey.deletionDate = now.adding(days: days)
        }
    }

    /// Takes the deletion date back: the data key is `Disabled`.
    @discardableResult
    public func cancelDataKeyDeletion(
        _ id: DataKeyID, for caller: Caller
    ) async throws(KeyServiceError) -> HostedDataKey {
        try await changeDataKey(id, by: .cancelDataKeyDeletion, for: caller) { dataKey, _ in
            dataKey.deletionDate = nil
        }
    }

    /// Gives the data key another name. Its own name again is accepted.
    ///
    /// - Throws: ``DataKeyError/nameTaken(_:)`` also.
    @discardableResult
    public func updateDataKeyName(
        _ id: DataKeyID, to name: DataKeyName, for caller: Caller
    ) async throws(KeyServiceError) -> HostedDataKey {
        try await freeName(name, for: caller)
        do throws(KeyServiceError) {
            return try await changeDataKey(id, by: .updateDataKeyName, for: caller) { dataKey, _ in
                dataKey.name = name
            }
        } catch .store(.dataKeyNameTaken) {
            throw .dataKey(.nameTaken(name))
        }
    }

    /// Describes the data key anew.
    ///
    /// - Throws: ``DataKeyError/descriptionTooLong(byteCount:)`` also.
    @discardableResult
    public func updateDataKeyDescription(
        _ id: DataKeyID, to summary: String, for caller: Caller
    ) async throws(KeyServiceError) -> HostedDataKey {
        try DataKeyRequest.check(summary: summary)
        return try await changeDataKey(id, by: .updateDataKeyDescription, for: caller) { dataKey, _ in
            dataKey.summary = summary
        }
    }

    private func changeDataKey(
        _ id: DataKeyID, by action: KeyAction, for caller: Caller,
        _ decide: (inout HostedDataKey, UnixTime) -> Void = { _, _ in }
    ) async throws(KeyServiceError) -> HostedDataKey {
        try await changeDataKeys([id], by: action, for: caller, decide)[0]
    }

    static func check(dataKeyBatch ids: [DataKeyID]) throws(KeyServiceError) {
        try check(batch: ids) { .dataKey(.duplicatedID($0)) }
    }
}
