// SPDX-License-Identifier: Apache-2.0

/// On whose behalf a call is made. It stands in the audit record.
public struct Caller: Sendable, Hashable {
    /// Who, such as `local/alice` for the command line.
    public let principal: String
    /// Names this request in logs and records.
    public let requestID: String

    /// A caller as the edge identified it.
    public init(principal: String, requestID: String) {
        self.principal = principal
        self.requestID = requestID
    }

    /// The service itself, for what time alone brings about.
    static func service(for requestID: String) -> Caller { Caller(principal: "hufu", requestID: requestID) }
}
