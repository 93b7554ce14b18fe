// SPDX-License-Identifier: Apache-2.0

extension KeyService {
    /// Puts a disabled key to use. On an enabled key nothing happens.
    ///
    /// - Throws: ``KeyServiceError/refusedByState(_:state:action:)``; ``KeyServiceError/keyNotFound(_:)``;
    ///   ``KeyServiceError/store(_:)``; ``KeyServiceError/busy``. So do the other actions here.
    @discardableResult
    public func enableKey(
        _ selector: KeySelector, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await advance(selector, by: .enableKey, for: caller)
    }

    /// Takes a key out of use: it neither encrypts nor decrypts until it is enabled again.
    ///
    /// - Throws: ``BindingError/boundToResource(_:)`` also, as archiving and scheduling the deletion do.
    @discardableResult
    public func disableKey(
        _ selector: KeySelector, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await advance(selector, by: .disableKey, for: caller) { key throws(KeyServiceError) in
            try key.demandUnbound()
        }
    }

    /// Lets a key decrypt only.
    @discardableResult
    public func archiveKey(
        _ selector: KeySelector, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await advance(selector, by: .archiveKey, for: caller) { key throws(KeyServiceError) in
            try key.demandUnbound()
        }
    }

    /// Puts an archived key back to use.
    @discardableResult
    public func cancelKeyArchive(
        _ selector: KeySelector, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await advance(selector, by: .cancelKeyArchive, for: caller)
    }

    /// Sets the date at which the key, its material and all data under it end for ever.
    ///
    /// - Parameters:
    ///   - selector: the key.
    ///   - days: 7 to 30, counted from now.
    ///   - caller: on whose behalf; stands in the audit record.
    /// - Returns: the key, `PendingDelete`, with its date.
    /// - Throws: ``KeyServiceError/invalidPendingWindow(days:)`` also.
    @discardableResult
    public func scheduleKeyDeletion(
        _ selector: KeySelector, days: Int, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        guard (7...30).contains(days) else { throw .invalidPendingWindow(days: days) }
        return try await change(selector, by: .scheduleKeyDeletion, for: caller) { draft throws(KeyServiceError) in
            try draft.key.advance(.scheduleKeyDeletion)
            try draft.key.demandUnbound()
            draft.key.deletionDate = draft.now.adding(days: days)
            return draft.key
        }
    }

    /// Takes the deletion date back: the key is `Disabled`, or `PendingImport` when it has no material.
    @discardableResult
    public func cancelKeyDeletion(
        _ selector: KeySelector, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await change(selector, by: .cancelKeyDeletion, for: caller) { draft throws(KeyServiceError) in
            try draft.key.advance(.cancelKeyDeletion)
            draft.key.deletionDate = nil
            return draft.key
        }
    }

    /// Gives the key another alias. Its own alias again is accepted.
    ///
    /// The caller's policy must allow it under both names: a policy may tell keys by their aliases, so a key is neither
    /// taken out of its names nor put under another's.
    ///
    /// - Throws: ``KeyServiceError/aliasTaken(_:)`` also.
    @discardableResult
    public func updateAlias(
        _ selector: KeySelector, to alias: KeyAlias, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await freeAlias(alias, for: caller)
        do throws(KeyServiceError) {
            return try await change(selector, by: .updateAlias, for: caller) { draft throws(KeyServiceError) in
                try draft.key.advance(.updateAlias)
                draft.key.alias = alias
                try await authorise(caller, on: draft.key, selectedBy: selector, by: .updateAlias)
                return draft.key
            }
        } catch .store(.aliasTaken) {
            throw .aliasTaken(alias)
        }
    }

    /// Describes the key anew.
    ///
    /// - Throws: ``KeyServiceError/descriptionTooLong(byteCount:)`` also.
    @discardableResult
    public func updateKeyDescription(
        _ selector: KeySelector, to summary: String, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try KeyService.check(summary: summary)
        return try await change(selector, by: .updateKeyDescription, for: caller) { draft throws(KeyServiceError) in
            try draft.key.advance(.updateKeyDescription)
            draft.key.summary = summary
            return draft.key
        }
    }

    private func advance(
        _ selector: KeySelector, by action: KeyAction, for caller: Caller,
        demanding demand: (CustomerMasterKey) throws(KeyServiceError) -> Void = { _ in }
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await change(selector, by: action, for: caller) { draft throws(KeyServiceError) in
            try draft.key.advance(action)
            try demand(draft.key)
            return draft.key
        }
    }
}
