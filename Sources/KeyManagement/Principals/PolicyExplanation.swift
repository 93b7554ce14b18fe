// SPDX-License-Identifier: Apache-2.0

/// What a policy answers, and why.
public struct PolicyExplanation: Sendable, Hashable {
    /// The answer, with the statement that made it.
    public let decision: AccessPolicy.Decision
    /// The statements, counted from 0, that name the action but not the key; when no statement decided they say what is
    /// missing.
    public let nearMisses: [Int]
    /// The key's ID; nil for an action without a key.
    public let keyID: KeyID?

    init(_ policy: AccessPolicy, action: String, target: PolicyTarget?) {
        decision = policy.decision(on: action, target: target)
        nearMisses = policy.statements.indices.filter { index in
            policy.statements[index].names(action) && !policy.statements[index].matches(action, target)
        }
        keyID = target?.id
    }
}
