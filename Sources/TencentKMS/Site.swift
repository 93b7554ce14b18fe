// SPDX-License-Identifier: Apache-2.0

/// What this server is towards its clients.
public struct Site: Sendable {
    /// The API version that the server speaks.
    static let version = "2019-01-18"

    /// The one region, such as `ap-guangzhou`; a request without a region means it.
    public var region: String
    /// The account that all keys belong to; stands in key attributes.
    public var accountID: Int
    /// How many CMKs there may be, those waiting for deletion not counted; nil for no limit.
    public var keyLimit: Int?
    /// Whether `x-tc-action` has to be among the signed headers.
    public var requiresSignedAction: Bool

    /// A site without a limit of keys that takes what Tencent's own SDKs send.
    public init(
        region: String = "ap-guangzhou", accountID: Int = 100_000_000_001, keyLimit: Int? = nil,
        requiresSignedAction: Bool = false
    ) {
        self.region = region
        self.accountID = accountID
        self.keyLimit = keyLimit
        self.requiresSignedAction = requiresSignedAction
    }

    /// Whether a request with that region is for this server; none means it.
    func serves(region name: String?) -> Bool { name == nil || name == region }

    /// Refuses another region than this one.
    ///
    /// - Throws: `UnsupportedRegion`.
    func check(region name: String?) throws(APIError) {
        guard !serves(region: name) else { return }
        throw APIError(
            .unsupportedRegion, "This server serves the region \(region) only. Set X-TC-Region to it, or leave it out.",
            zh: "该服务仅支持地域 \(region)，请将 X-TC-Region 设为该值或省略。")
    }
}
