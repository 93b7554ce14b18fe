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

    private static let prefix = Array("\(scheme) ".utf8)

    /// Reads the header, and demands that `content-type` and `host` were signed.
    ///
    /// - Throws: `AuthFailure.InvalidAuthorization`.
    init(_ header: String) throws(APIError) {
        let text = Array(header.utf8)
        guard text.starts(with: Self.prefix) else {
            throw .malformedAuthorization("it does not begin with TC3-HMAC-SHA256")
        }
        let fields = try Fields(text[Self.prefix.count...])
        let scope = fields.credential.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard scope.count == 4, !scope[0].isEmpty, scope[2].elementsEqual(Self.service.utf8),
            scope[3].elementsEqual(Self.terminator.utf8)
        else { throw .malformedAuthorization("Credential is not SECRETID/DATE/kms/tc3_request") }
        secretID = String(decoding: scope[0], as: UTF8.self)
        date = String(decoding: scope[1], as: UTF8.self)
        let names = fields.signedHeaders.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard zip(names, names.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }),
            names.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isLower) })
        else { throw .malformedAuthorization("SignedHeaders are not lower case, each once, in ascending order") }
        signedHeaders = names.map { String(decoding: $0, as: UTF8.self) }
        guard signedHeaders.contains("content-type"), signedHeaders.contains("host") else {
            throw .malformedAuthorization("content-type and host have to be among SignedHeaders")
        }
        guard let signature = Self.bytes(ofHex: fields.signature), signature.count == 32 else {
            throw .malformedAuthorization("Signature is not 64 digits of lower-case hexadecimal")
        }
        self.signature = signature
    }

    /// Whether the character may stand in the lower-case name of a header.
    private static func isLower(_ character: UInt8) -> Bool {
        (0x21...0x7E).contains(character) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(character)
    }

    /// Each pair of digits as a byte; nil for an odd number of them and for a character that is no lower-case digit.
    private static func bytes(ofHex digits: ArraySlice<UInt8>) -> [UInt8]? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var index = digits.startIndex
        while index < digits.endIndex {
            guard let high = value(of: digits[index]), let low = value(of: digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
            index += 2
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

/// The `Name=value` parts between commas: these three, each once.
private struct Fields {
    private(set) var credential: ArraySlice<UInt8> = []
    private(set) var signedHeaders: ArraySlice<UInt8> = []
    private(set) var signature: ArraySlice<UInt8> = []

    init(_ text: ArraySlice<UInt8>) throws(APIError) {
        var seen = (credential: false, signedHeaders: false, signature: false)
        for part in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let part = part.drop { $0 == UInt8(ascii: " ") }
            guard let mark = part.firstIndex(of: UInt8(ascii: "=")) else { throw .otherFields }
            let value = part[(mark + 1)...]
            switch part[..<mark] {
            case let name where !seen.credential && name.elementsEqual("Credential".utf8):
                (credential, seen.credential) = (value, true)
            case let name where !seen.signedHeaders && name.elementsEqual("SignedHeaders".utf8):
                (signedHeaders, seen.signedHeaders) = (value, true)
            case let name where !seen.signature && name.elementsEqual("Signature".utf8):
                (signature, seen.signature) = (value, true)
            default: throw .otherFields
            }
        }
        guard seen == (true, true, true) else { throw .otherFields }
    }
}

extension APIError {
    fileprivate static let otherFields = malformedAuthorization(
        "it needs Credential, SignedHeaders and Signature, each once")

    fileprivate static func malformedAuthorization(_ reason: String) -> APIError {
        APIError(
            .invalidAuthorization, "The Authorization header cannot be read: \(reason). Sign with TC3-HMAC-SHA256.",
            zh: "Authorization 请求头格式错误（\(reason)），请使用 TC3-HMAC-SHA256 签名。")
    }
}
