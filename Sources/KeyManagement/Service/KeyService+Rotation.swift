// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Which conditions a rotation at once has to meet.
public enum RotationRule: Sendable {
    /// As the API documents it: periodic rotation is on, and the last version is 24 hours old.
    case documented
    /// The operator's word is enough.
    case operatorRequest
}

extension KeyService {
    /// Makes a new version of an engine-made key's material. New messages are sealed with it; old ones still open.
    ///
    /// - Throws: ``KeyServiceError/refusedByState(_:state:action:)`` with `RotateNotSupported` for an external key, or
    ///   where the rule asks for periodic rotation; ``KeyServiceError/rotatedRecently``; ``KeyServiceError/keyNotFound(_:)``.
    @discardableResult
    public func rotateKey(
        _ selector: KeySelector, rule: RotationRule, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await change(selector, by: .rotateKey, for: caller) { draft throws(KeyServiceError) in
            try draft.key.demandInternal(for: .rotateKey, refusal: .rotateNotSupported)
            try draft.key.advance(.rotateKey)
            if rule == .documented {
                guard draft.key.rotation.periodInDays != nil else {
                    throw .refusedByState(.rotateNotSupported, state: draft.key.state, action: .rotateKey)
                }
                if let last = draft.key.rotation.lastAt, draft.now < last.adding(days: 1) { throw .rotatedRecently }
            }
            try addVersion(to: &draft)
            return draft.key
        }
    }

    /// Turns periodic rotation on, or changes its period. The next version is made at the first use after it is due.
    ///
    /// - Parameters:
    ///   - selector: the key.
    ///   - days: 7 to 365.
    ///   - caller: on whose behalf; stands in the audit record.
    /// - Returns: the key, with its period and next date.
    /// - Throws: ``KeyServiceError/invalidRotationPeriod(days:)``; ``KeyServiceError/refusedByState(_:state:action:)``
    ///   with `ExternalCmkCanNotRotate` for an external key; ``KeyServiceError/keyNotFound(_:)``.
    @discardableResult
    public func enableKeyRotation(
        _ selector: KeySelector, days: Int = 365, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        guard (7...365).contains(days) else { throw .invalidRotationPeriod(days: days) }
        return try await change(selector, by: .enableKeyRotation, for: caller) { draft throws(KeyServiceError) in
            try draft.key.demandInternal(for: .enableKeyRotation, refusal: .externalCmkCanNotRotate)
            try draft.key.advance(.enableKeyRotation)
            draft.key.rotation.periodInDays = days
            draft.key.rotation.nextAt = draft.now.adding(days: days)
            return draft.key
        }
    }

    /// Turns periodic rotation off; in any state.
    ///
    /// - Throws: ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/store(_:)``.
    @discardableResult
    public func disableKeyRotation(
        _ selector: KeySelector, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await change(selector, by: .disableKeyRotation, for: caller) { draft throws(KeyServiceError) in
            try draft.key.advance(.disableKeyRotation)
            draft.key.rotation.periodInDays = nil
            draft.key.rotation.nextAt = nil
            return draft.key
        }
    }

    /// The key, rotated first when its period is over.
    ///
    /// - Throws: ``KeyStoreError/revisionConflict`` when another call was first: then the key is to be read again.
    func rotatedIfDue(
        _ key: CustomerMasterKey, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        let now = clock.now
        guard key.isRotationDue(at: now) else { return key }
        var draft = KeyDraft(key, now: now)
        try addVersion(to: &draft)
        let service = Caller.service(for: caller.requestID)
        try await commit(draft.change(recording: audit(.rotateKey, key: key.id, for: service, at: draft.now)))
        return draft.key
    }

    private func addVersion(to draft: inout KeyDraft) throws(KeyServiceError) {
        draft.key.version += 1
        draft.key.rotation.lastAt = draft.now
        if let period = draft.key.rotation.periodInDays { draft.key.rotation.nextAt = draft.now.adding(days: period) }
        draft.storing.append(try makeMaterial(for: draft.key, version: draft.key.version))
    }
}

extension CustomerMasterKey {
    func isRotationDue(at now: UnixTime) -> Bool {
        guard state == .enabled, let nextAt = rotation.nextAt else { return false }
        return nextAt <= now
    }

    func demandInternal(for action: KeyAction, refusal: StateRefusal) throws(KeyServiceError) {
        guard origin == .internal else { throw .refusedByState(refusal, state: state, action: action) }
    }

    func demandExternal() throws(KeyServiceError) {
        guard origin == .external else { throw .notExternal(id) }
    }
}
