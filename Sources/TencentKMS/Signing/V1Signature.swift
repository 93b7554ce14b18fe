// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation

/// Version 1 of the signature, HmacSHA1 or HmacSHA256, over the parameters of a query or a form.
struct V1Signature: Sendable {
    let secretID: String
    let hash: WireHash
    /// 20 or 32 bytes.
    let signature: [UInt8]

    /// Reads what the parameters say of their signature.
    ///
    /// - Throws: `MissingParameter`; `AuthFailure.SignatureFailure` for a signature that is no Base64 of the right length.
    init(_ form: FormParameters) throws(APIError) {
        secretID = try form.required("SecretId")
        hash = form["SignatureMethod"] == "HmacSHA256" ? .sha256 : .sha1
        guard let signature = Data(base64Encoded: try form.required("Signature")), signature.count == hash.byteCount
        else {
            throw .wrongSignature
        }
        self.signature = Array(signature)
    }

    /// Whether one of the keys made it.
    ///
    /// - Throws: an error of the engine; `InvalidParameter` for a `&` in a name or value: values are signed as they are,
    ///   so such a text could be cut into other parameters without a change of its signature.
    func accepts(_ request: WireRequest, _ form: FormParameters, keys: [SigningKey]) throws -> Bool {
        let host = try request.header("host") ?? ""
        guard Self.isPlain(host) else { throw APIError.ambiguous }
        let text = try Self.stringToSign(method: request.method, host: host, form)
        for key in keys {
            let expected = try key.v1(hash).tag(of: text.span)
            if ConstantTime.areEqual(expected.span, signature.span) { return true }
        }
        return false
    }

    /// Whether nothing of the host could be taken for parameters: it stands before them in what is signed.
    private static func isPlain(_ host: String) -> Bool {
        let scheme = ["http://", "https://"].first(where: host.hasPrefix) ?? ""
        return host.dropFirst(scheme.count).allSatisfy { !"/?&=#".contains($0) }
    }

    /// `METHOD host / ? name=value & …`, sorted by name, `Signature` left out, `_` in names written as `.`.
    static func stringToSign(method: String, host: String, _ form: FormParameters) throws(APIError) -> [UInt8] {
        var pairs: [(name: String, value: String)] = []
        for (name, value) in form.pairs where name != "Signature" {
            guard !name.contains("&"), !name.contains("="), !value.contains("&") else { throw .ambiguous }
            pairs.append((name.replacing("_", with: "."), value))
        }
        pairs.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let query = pairs.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        return Array("\(method)\(host)/?\(query)".utf8)
    }
}

extension APIError {
    static let wrongSignature = APIError(
        .signatureFailure,
        "The signature does not match. Check the SecretKey, and that body and headers are sent as they were signed.",
        zh: "签名错误。请检查 SecretKey，并确认请求体和请求头与签名时一致。")

    fileprivate static let ambiguous = APIError(
        .invalidParameter,
        "Signature version 1 cannot carry '&' in a parameter unambiguously. Sign with TC3-HMAC-SHA256.",
        zh: "V1 签名的参数中不能包含 '&'，请改用 TC3-HMAC-SHA256 签名。")
}
