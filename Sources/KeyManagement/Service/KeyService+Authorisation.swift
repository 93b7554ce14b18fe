// SPDX-License-Identifier: Apache-2.0

// The one place where a caller's policy is asked. Every path that hands a key to an operation on a caller's behalf,
// read or cached, passes `authorise(_:on:selectedBy:)` first; what the service does of itself (expiry, destruction)
// does not.
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
    ///
    /// - Parameters:
    ///   - caller: on whose behalf.
    ///   - key: the key.
    ///   - selector: as the caller named the key; the refusal repeats that and nothing else of it.
    /// - Throws: ``KeyServiceError/unauthorized(action:key:)``.
    func authorise(
        _ caller: Caller, on key: CustomerMasterKey, selectedBy selector: KeySelector
    ) throws(KeyServiceError) {
        guard caller.policy.decision(on: caller.action, target: PolicyTarget(key)).isAllowed else {
            throw .unauthorized(action: caller.action ?? "", key: selector)
        }
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
        let key = try await current(selector, for: caller)
        return PolicyExplanation(policy, action: action, target: PolicyTarget(key))
    }
}

extension PolicyTarget {
    /// A key as a policy sees it.
    init(_ key: CustomerMasterKey) {
        self.init(id: key.id, alias: key.alias.text, tags: key.tags.map { (key: $0.key, value: $0.value) })
    }
}
