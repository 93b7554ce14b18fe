// SPDX-License-Identifier: Apache-2.0
public import KeyManagement

/// Who may sign requests: one SecretId with the secrets that count for it now.
public struct Signer: Sendable {
    /// Who it is, as audit records have it.
    public let principal: String
    /// What it may do.
    public let policy: AccessPolicy
    /// The secret, and the one before it while that still counts.
    public let secrets: [SigningSecret]

    /// A signer.
    public init(principal: String, policy: AccessPolicy, secrets: [SigningSecret]) {
        self.principal = principal
        self.policy = policy
        self.secrets = secrets
    }
}

/// Where the edge looks up who signs. Answers at once, from memory; safe to call from several threads.
public protocol SignerDirectory: Sendable {
    /// The signer of that SecretId; nil for an unknown and for a disabled one.
    func signer(_ secretID: String) -> Signer?
}
