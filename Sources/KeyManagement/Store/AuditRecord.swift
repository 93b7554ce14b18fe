// SPDX-License-Identifier: Apache-2.0

/// One line of the audit trail: who asked for what, when, and what came of it. Never a secret, never a context value.
public struct AuditRecord: Sendable, Hashable, Codable {
    /// When.
    public let time: UnixTime
    /// Who, such as `local/alice`; `hufu` for what time alone brings about.
    public let principal: String
    /// What was asked.
    public let action: KeyAction
    /// Of which key, if of one; where the action is one on a credential, the credential's own ID.
    public let keyID: KeyID?
    /// Of which hosted data key of it, if of one.
    public let dataKeyID: DataKeyID?
    /// `ok`, or the reason of the refusal in one word.
    public let outcome: String
    /// The request it belongs to.
    public let requestID: String
    /// Whether it was carried out, by a validated module and with approved functions alone. What was refused was not.
    public let approvedService: Bool

    /// A record as it is to be written.
    public init(
        time: UnixTime, principal: String, action: KeyAction, keyID: KeyID?, dataKeyID: DataKeyID? = nil,
        outcome: String, requestID: String, approvedService: Bool
    ) {
        self.time = time
        self.principal = principal
        self.action = action
        self.keyID = keyID
        self.dataKeyID = dataKeyID
        self.outcome = outcome
        self.requestID = requestID
        self.approvedService = approvedService
    }
}
