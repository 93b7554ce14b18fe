// SPDX-License-Identifier: Apache-2.0

/// The answer to one request: always HTTP status 200 and `application/json`, errors too.
public struct WireReply: Sendable {
    /// The body: `{"Response":{…,"RequestId":"…"}}`.
    public let body: [UInt8]
    /// Names this request in the reply, the log and the audit trail; a version 4 UUID.
    public let requestID: String
    /// The action, when it is one of the API's.
    public let action: String?
    /// Who signed, when the signature was good.
    public let secretID: String?
    /// The error's code; nil for success.
    public let code: String?
    /// What failed, for the log alone, when the service failed, for an item of a batch as well. Holds no secret.
    public let cause: String?
    /// Whether a cryptographic service was carried out with approved functions alone. It is an approved service if a validated
    /// module computed it, too.
    public let isApproved: Bool

    /// The headers that belong to every answer; clients take errors only under exactly this type.
    public static let contentType = "application/json"
}
