// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import Foundation

/// Signs requests with TC3-HMAC-SHA256 as Tencent's SDKs do, written down apart from what verifies.
package struct TC3Signer: Sendable {
    package let secretID: String
    private let secretKey: [UInt8]
    private let digest: any WireDigest

    /// A signer in the name of one credential.
    package init(secretID: String, secretKey: [UInt8], digest: any WireDigest) {
        self.secretID = secretID
        self.secretKey = secretKey
        self.digest = digest
    }

    /// The value of `Authorization`; the headers are those that are signed, names in lower case and ascending order.
    ///
    /// - Throws: what the engine throws.
    package func authorization(
        method: String = "POST", query: String = "", headers: [(name: String, value: String)], body: [UInt8],
        at seconds: Int64
    ) throws -> String {
        let names = headers.map(\.name).joined(separator: ";")
        let lines = headers.map { "\($0.name):\($0.value)\n" }.joined()
        let canonical = "\(method)\n/\n\(query)\n\(lines)\n\(names)\n\(try hash(body))"
        let date = Self.date(of: seconds)
        let scope = "\(date)/kms/tc3_request"
        let text = "TC3-HMAC-SHA256\n\(seconds)\n\(scope)\n\(try hash(Array(canonical.utf8)))"
        var key = Array("TC3".utf8) + secretKey
        for part in [date, "kms", "tc3_request", text] { key = try mac(part, under: key) }
        return "TC3-HMAC-SHA256 Credential=\(secretID)/\(scope), SignedHeaders=\(names), Signature=\(hex(key))"
    }

    /// HMAC in the older signature's form.
    package func v1Signature(of text: String, with hash: WireHash) throws -> String {
        let authenticator = try digest.makeAuthenticator(hash, key: KeyMaterial(knownBytes: secretKey))
        return Data(try authenticator.tag(of: Array(text.utf8).span)).base64EncodedString()
    }

    private func mac(_ text: String, under key: [UInt8]) throws -> [UInt8] {
        try digest.makeAuthenticator(.sha256, key: KeyMaterial(knownBytes: key)).tag(of: Array(text.utf8).span)
    }

    private func hash(_ bytes: [UInt8]) throws -> String { hex(try digest.hash(bytes.span, with: .sha256)) }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func date(of seconds: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601.year().month().day())
    }
}
