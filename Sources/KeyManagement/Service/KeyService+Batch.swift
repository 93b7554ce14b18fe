// SPDX-License-Identifier: Apache-2.0

extension KeyService {
    /// The most keys, or data keys, of one call.
    public static let batchCountLimit = 100

    /// Puts several keys to use: all of them, in one transaction, or none.
    ///
    /// - Parameters:
    ///   - ids: 1 to 100 keys, each once.
    ///   - caller: on whose behalf; stands in the audit records, one for each key.
    /// - Returns: the keys, in the order of `ids`.
    /// - Throws: ``KeyServiceError/batch(_:)``; else what ``enableKey(_:for:)`` throws for the first key that refuses.
    @discardableResult
    public func enableKeys(
        _ ids: [KeyID], for caller: Caller
    ) async throws(KeyServiceError) -> [CustomerMasterKey] {
        try await changeAll(ids, by: .enableKey, for: caller) { draft throws(KeyServiceError) in
            try draft.key.advance(.enableKey)
        }
    }

    /// Takes several keys out of use: all of them, in one transaction, or none.
    ///
    /// - Parameters:
    ///   - ids: 1 to 100 keys, each once.
    ///   - caller: on whose behalf; stands in the audit records, one for each key.
    /// - Returns: the keys, in the order of `ids`.
    /// - Throws: ``KeyServiceError/batch(_:)``; else what ``disableKey(_:for:)`` throws for the first key that refuses.
    @discardableResult
    public func disableKeys(
        _ ids: [KeyID], for caller: Caller
    ) async throws(KeyServiceError) -> [CustomerMasterKey] {
        try await changeAll(ids, by: .disableKey, for: caller) { draft throws(KeyServiceError) in
            try draft.key.advance(.disableKey)
            try draft.key.demandUnbound()
        }
    }

    /// Several keys as they are now, in the order of `ids`; in any state.
    ///
    /// - Parameters:
    ///   - ids: 1 to 100 keys, each once.
    ///   - caller: on whose behalf.
    /// - Returns: the keys.
    /// - Throws: ``KeyServiceError/batch(_:)``; ``KeyServiceError/keyNotFound(_:)`` for the first that is not there;
    ///   ``KeyServiceError/store(_:)``.
    public func describeKeys(
        _ ids: [KeyID], for caller: Caller
    ) async throws(KeyServiceError) -> [CustomerMasterKey] {
        try KeyService.check(batch: ids)
        var keys: [CustomerMasterKey] = []
        for id in ids { keys.append(try await current(.id(id), by: .describeKey, for: caller)) }
        return keys
    }

    /// Reads keys, lets `decide` change each, and commits all at once; begins anew when one of them changed meanwhile.
    private func changeAll(
        _ ids: [KeyID], by action: KeyAction, for caller: Caller,
        _ decide: (inout KeyDraft) throws(KeyServiceError) -> Void
    ) async throws(KeyServiceError) -> [CustomerMasterKey] {
        try KeyService.check(batch: ids)
        return try await attempting { () async throws(KeyServiceError) in
            var keys: [CustomerMasterKey] = []
            var changes: [StoreChange] = []
            for id in ids {
                var draft = KeyDraft(try await current(.id(id), by: action, for: caller), now: clock.now)
                try decide(&draft)
                keys.append(draft.key)
                changes.append(draft.change(recording: audit(action, key: id, for: caller, at: draft.now)))
            }
            try await commit(changes)
            return keys
        }
    }

    /// Refuses IDs that are too few or too many, and those that stand twice as `duplicated` says it.
    static func check(
        batch ids: [UniqueID], duplicated: (UniqueID) -> KeyServiceError = { .batch(.duplicatedKeyID($0)) }
    ) throws(KeyServiceError) {
        guard (1...batchCountLimit).contains(ids.count) else { throw .batch(.wrongCount(ids.count)) }
        var seen: Set<UniqueID> = []
        for id in ids where !seen.insert(id).inserted { throw duplicated(id) }
    }
}

/// Why the keys of one call were refused as a whole.
public enum BatchError: Error, Sendable, Hashable {
    /// The same key twice.
    case duplicatedKeyID(KeyID)
    /// A count of keys, or of data keys, outside 1 to 100.
    case wrongCount(Int)
}

extension BatchError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .duplicatedKeyID(let id): "The key \(id) is named twice. Name each key once."
        case .wrongCount(let count): "\(count) IDs are given. Give 1 to \(KeyService.batchCountLimit)."
        }
    }
}
