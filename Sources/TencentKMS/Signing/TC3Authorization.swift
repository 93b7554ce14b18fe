// SPDX-License-Identifier: Apache-2.0

/// The `Authorization` header of TC3-HMAC-SHA256, taken apart.
///
/// `TC3-HMAC-SHA256 Credential=ID/DATE/SERVICE/tc3_request, SignedHeaders=a;b, Signature=HEX`
struct TC3Authorization: Sendable, Equatable {
    let secretID: String
    /// `YYYY-MM-DD`, UTC.
    let date: String
    /// The names that were signed, in the order of signing, all lower case.
    let signedHeaders: [String]
    /// 32 bytes.
    let signature: [UInt8]

    static let scheme = "TC3-HMAC-SHA256"
    static let service = "kms"
    static let terminator = "tc3_request"

    /// Reads the header, and demands that `content-type` and `host` were signed.
    ///
    /// - Throws: `AuthFailure.InvalidAuthorization`.
    init(_ header: String) throws(APIError) {
        guard header.hasPrefix(Self.scheme + " ") else {
            throw .malformedAuthorization("it does not begin with TC3-HMAC-SHA256")
        }
        let fields = try Self.fields(of: header.dropFirst(Self.scheme.count + 1))
        guard fields.count == 3, let credential = fields["Credential"], let names = fields["SignedHeaders"],
            let digits = fields["Signature"]
        else { throw .malformedAuthorization("it needs Credential, SignedHeaders and Signature, each once") }
        let scope = credential.split(separator: "/", omittingEmptySubsequences: false)
        guard scope.count == 4, !scope[0].isEmpty, scope[2] == Self.service, scope[3] == Self.terminator else {
            throw .malformedAuthorization("Credential is not SECRETID/DATE/kms/tc3_request")
        }
        secretID = String(scope[0])
        date = String(scope[1])
        signedHeaders = names.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        guard zip(signedHeaders, signedHeaders.dropFirst()).allSatisfy({ $0 < $1 }),
            signedHeaders.allSatisfy({ !$0.isEmpty && $0 == $0.lowercased() })
        else { throw .malformedAuthorization("SignedHeaders are not lower case, each once, in ascending order") }
        guard signedHeaders.contains("content-type"), signedHeaders.contains("host") else {
            throw .malformedAuthorization("content-type and host have to be among SignedHeaders")
        }
        guard let signature = Self.bytes(ofHex: digits), signature.count == 32 else {
            throw .malformedAuthorization("Signature is not 64 digits of lower-case hexadecimal")
        }
        self.signature = signature
    }

    /// `Name=value` parts between commas.
    private static func fields(of text: Substring) throws(APIError) -> [String: Substring] {
        var fields: [String: Substring] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let part = part.drop { $0 == " " }
            guard let mark = part.firstIndex(of: "="),
                fields.updateValue(part[part.index(after: mark)...], forKey: String(part[..<mark])) == nil
            else { throw .malformedAuthorization("it needs Credential, SignedHeaders and Signature, each once") }
        }
        return fields
    }

    private static func bytes(ofHex text: Substring) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(of: digits[place]), let low = value(of: digits[place + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension APIError {
    fileprivate static func malformedAuthorization(_ reason: String) -> APIError {
        APIError(
            .invalidAuthorization, "The Authorization header cannot be read: \(reason). Sign with TC3-HMAC-SHA256.",
            zh: "Authorization 请求头格式错误（\(reason)），请使用 TC3-HMAC-SHA256 签名。")
    }
}
