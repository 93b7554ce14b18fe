// SPDX-License-Identifier: Apache-2.0

/// A SecretId with its policy, without its SecretKey: a pure value, which the store keeps.
public struct Credential: Sendable, Hashable, Codable {
    /// Names the credential's rows, and the credential in audit records.
    public let id: UniqueID
    /// What a request names it by.
    public let secretID: SecretID
    /// What people name it by.
    public let name: CredentialName
    /// When it was made.
    public let createdAt: UnixTime
    /// Which principal made it.
    public let createdBy: String
    /// Whether requests signed with it are accepted at all.
    public internal(set) var isEnabled: Bool
    /// What it may do.
    public internal(set) var policy: AccessPolicy
    /// The version of the SecretKey, from 1.
    public internal(set) var secretVersion: UInt32
    /// Until when the SecretKey before it is accepted as well; nil when it is not.
    public internal(set) var previousValidUntil: UnixTime?
    /// Counts the changes of this credential, from 1; the store swaps on it.
    public package(set) var revision: UInt64

    package init(
        id: UniqueID, secretID: SecretID, name: CredentialName, policy: AccessPolicy, createdAt: UnixTime,
        createdBy: String
    ) {
        self.id = id
        self.secretID = secretID
        self.name = name
        self.policy = policy
        self.createdAt = createdAt
        self.createdBy = createdBy
        isEnabled = true
        secretVersion = 1
        revision = 1
    }
}

extension Credential {
    /// On whose behalf a request signed with it is made.
    ///
    /// - Parameters:
    ///   - action: the API's name of what is asked.
    ///   - requestID: names the request in logs and records.
    /// - Returns: the caller, its principal the SecretId.
    public func caller(action: String, requestID: String) -> Caller {
        Caller(principal: secretID.text, requestID: requestID, action: action, policy: policy)
    }

    /// The row of the SecretKey that counts.
    var secretName: SecretName { SecretName(kind: .credential, id: id, version: secretVersion) }

    /// The row of the SecretKey before it, when it is still kept.
    var previousSecretName: SecretName? {
        previousValidUntil.map { _ in SecretName(kind: .credential, id: id, version: secretVersion - 1) }
    }

    /// Whether the earlier SecretKey is kept although its time is over.
    func isPreviousExpired(at now: UnixTime) -> Bool { previousValidUntil.map { $0 <= now } ?? false }
}
