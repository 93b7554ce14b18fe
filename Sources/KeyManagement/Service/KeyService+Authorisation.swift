// SPDX-License-Identifier: Apache-2.0

// The one place where a caller's policy is asked. Every path that hands a key to an operation on a caller's behalf,
// read or cached, asks it of that key first; what the service does of itself (expiry, destruction) does not.
extension KeyService {
    /// Asks the caller's policy for an action that has no key, such as CreateKey, ListKeys or GenerateRandom.
    ///
    /// - Throws: ``KeyServiceError/unauthorized(action:key:)``.
    public func authorise(_ caller: Caller) throws(KeyServiceError) {
        guard caller.policy.decision(on: caller.action, target: nil).isAllowed else {
            throw .unauthorized(action: caller.action ?? "", key: nil)
        }
    }

    /// Asks the caller's policy for its action on a key, before anything else is said of that key.
    func permits(_ caller: Caller, on key: CustomerMasterKey) -> Bool {
        caller.policy.decision(on: caller.action, target: PolicyTarget(key)).isAllowed
    }

    /// Asks the caller's policy for its action on a key, and refuses what it does not allow once the refusal is recorded.
    ///
    /// - Parameters:
    ///   - caller: on whose behalf.
    ///   - key: the key.
    ///   - selector: as the caller named the key; the refusal repeats that and nothing else of it.
    ///   - action: what the record of a refusal says was asked.
    ///   - dataKey: of which hosted data key of it, if of one.
    /// - Throws: ``KeyServiceError/unauthorized(action:key:)``; ``KeyServiceError/store(_:)`` when it cannot be recorded.
    func authorise(
        _ caller: Caller, on key: CustomerMasterKey, selectedBy selector: KeySelector, by action: KeyAction,
        dataKey: DataKeyID? = nil
    ) async throws(KeyServiceError) {
        if permits(caller, on: key) { return }
        let refusal = KeyServiceError.unauthorized(action: caller.action ?? "", key: selector)
        try await recordRefusal(refusal, by: action, of: key.id, dataKey: dataKey, for: caller)
        throw refusal
    }

    /// Says what a policy would answer for a key as it is now, and why; for those who look after policies.
    ///
    /// - Parameters:
    ///   - policy: the policy to be asked.
    ///   - action: the API's name of the action.
    ///   - selector: the key; nil for an action without one.
    ///   - caller: who wants to know.
    /// - Returns: the decision and which statement made it.
    /// - Throws: ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/unauthorized(action:key:)``;
    ///   ``KeyServiceError/store(_:)``.
    public func explain(
        _ policy: AccessPolicy, action: String, key selector: KeySelector?, for caller: Caller
    ) async throws(KeyServiceError) -> PolicyExplanation {
        guard let selector else { return PolicyExplanation(policy, action: action, target: nil) }
        let key = try await current(selector, by: .describeKey, for: caller)
        return PolicyExplanation(policy, action: action, target: PolicyTarget(key))
    }
}

extension PolicyTarget {
    /// A key as a policy sees it.
    init(_ key: CustomerMasterKey) {
        self.init(id: key.id, alias: key.alias.text, tags: key.tags.map { (key: $0.key, value: $0.value) })
    }
}
