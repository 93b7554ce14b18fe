// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Verifies TC3-HMAC-SHA256 over a request as it was received.
struct TC3Verifier: Sendable {
    let digest: any WireDigest

    /// Whether one of the keys made the signature.
    ///
    /// The canonical request is rebuilt from the names that the header lists. Values count as received, or else in lower
    /// case: the documented rule and Tencent's own SDKs differ in that.
    ///
    /// - Throws: an error of the engine; `AuthFailure.InvalidAuthorization` for a signed header that is not there.
    func accepts(
        _ request: WireRequest, _ authorization: TC3Authorization, timestamp: String, keys: [SigningKey]
    ) throws -> Bool {
        let payload = try digestText(of: request.body)
        for lowersValues in try isLowered(request, authorization.signedHeaders) ? [false] : [false, true] {
            let canonical = try canonicalRequest(
                request, authorization.signedHeaders, payload: payload, lowersValues: lowersValues)
            let text = try stringToSign(canonical, authorization, timestamp: timestamp)
            for key in keys {
                let expected = try key.tc3(date: authorization.date).tag(of: text.span)
                if ConstantTime.areEqual(expected.span, authorization.signature.span) { return true }
            }
        }
        return false
    }

    /// Whether lower case changes none of the signed values.
    private func isLowered(_ request: WireRequest, _ signedHeaders: [String]) throws(APIError) -> Bool {
        for name in signedHeaders {
            guard let value = try request.header(name) else { continue }
            if value.utf8.contains(where: { $0 >= 0x80 || (0x41...0x5A).contains($0) }) { return false }
        }
        return true
    }

    /// `TC3-HMAC-SHA256 \n timestamp \n date/kms/tc3_request \n hex(SHA-256(canonical request))`
    private func stringToSign(
        _ canonical: [UInt8], _ authorization: TC3Authorization, timestamp: String
    ) throws -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(160)
        text += TC3Authorization.scheme.utf8
        text.append(Self.lineFeed)
        text += timestamp.utf8
        text.append(Self.lineFeed)
        text += authorization.date.utf8
        text += "/\(TC3Authorization.service)/\(TC3Authorization.terminator)\n".utf8
        text += try digestText(of: canonical)
        return text
    }

    /// Method, path, query, headers, their names and the payload's hash, each on a line.
    func canonicalRequest(
        _ request: WireRequest, _ signedHeaders: [String], payload: [UInt8], lowersValues: Bool
    ) throws(APIError) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(256)
        text += request.method.utf8
        text += "\n/\n".utf8
        text += request.query.utf8
        text.append(Self.lineFeed)
        for name in signedHeaders {
            guard let value = try request.header(name) else { throw .unsentHeader(name) }
            text += name.utf8
            text.append(UInt8(ascii: ":"))
            text += lowersValues ? value.lowercased().utf8 : value.utf8
            text.append(Self.lineFeed)
        }
        text.append(Self.lineFeed)
        for (place, name) in signedHeaders.enumerated() {
            if place > 0 { text.append(UInt8(ascii: ";")) }
            text += name.utf8
        }
        text.append(Self.lineFeed)
        text += payload
        return text
    }

    private static let lineFeed = UInt8(ascii: "\n")

    /// SHA-256 in lower-case hexadecimal.
    func digestText(of message: [UInt8]) throws(CryptoError) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(2 * WireHash.sha256.byteCount)
        for byte in try digest.hash(message.span, with: .sha256) {
            text.append(Self.digit(byte >> 4))
            text.append(Self.digit(byte & 15))
        }
        return text
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension APIError {
    fileprivate static func unsentHeader(_ name: String) -> APIError {
        APIError(
            .invalidAuthorization, "SignedHeaders names '\(name)', which the request does not have. Send it.",
            zh: "SignedHeaders 中的 '\(name)' 未随请求发送，请补充该请求头。")
    }
}
