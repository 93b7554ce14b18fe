// SPDX-License-Identifier: Apache-2.0

/// On whose behalf a call is made, and what they may do. It stands in the audit record.
public struct Caller: Sendable, Hashable {
    /// Who, such as `local/alice` for the command line, or a SecretId.
    public let principal: String
    /// Names this request in logs and records.
    public let requestID: String
    /// The API's name of what was asked, by which the policy judges; nil for a call that is none of the API's.
    public let action: String?
    /// What the principal may do.
    public let policy: AccessPolicy

    /// A caller as the edge identified it; without a policy one that may do everything, as the command line's user.
    public init(
        principal: String, requestID: String, action: String? = nil, policy: AccessPolicy = .everything
    ) {
        self.principal = principal
        self.requestID = requestID
        self.action = action
        self.policy = policy
    }

    /// The same caller asking for another action; who may do everything still may.
    func acting(as action: KeyAction) -> Caller {
        Caller(principal: principal, requestID: requestID, action: action.rawValue, policy: policy)
    }

    /// The service itself, for what time alone brings about.
    static func service(for requestID: String) -> Caller { Caller(principal: "hufu", requestID: requestID) }
}
