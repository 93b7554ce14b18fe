// SPDX-License-Identifier: Apache-2.0

/// A request understood as one of the API's forms, its signature not yet looked at.
struct RequestForm {
    /// How the request is signed.
    enum Signature {
        case tc3(TC3Authorization, timestamp: String)
        case v1(V1Signature, FormParameters)
    }

    /// Where the parameters stand.
    private enum Source {
        case json([UInt8])
        case form(FormParameters)
    }

    let envelope: Envelope
    let signature: Signature
    private let source: Source

    /// What version 1 puts among the parameters.
    private static let envelopeNames: Set<String> = [
        "Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "SignatureMethod", "Token", "Language",
        "RequestClient", "Signature",
    ]

    /// - Throws: `UnsupportedProtocol`; `AuthFailure.…`; `MissingParameter`; `InvalidParameter`.
    init(_ request: WireRequest) throws(APIError) {
        guard request.method == "POST" || request.method == "GET" else { throw .otherMethod }
        guard request.path == "/" || request.path.isEmpty else { throw .otherPath }
        guard request.method == "GET" ? request.body.isEmpty : request.query.isEmpty else { throw .bodyAndQuery }
        if let header = try request.header("authorization") {
            try self.init(tc3: request, authorization: TC3Authorization(header))
        } else {
            try self.init(v1: request)
        }
    }

    private init(tc3 request: WireRequest, authorization: TC3Authorization) throws(APIError) {
        let type = Self.mediaType(try request.header("content-type"))
        if request.method == "POST" {
            guard type == "application/json" else { throw .otherContentType("application/json") }
        }
        if try request.header("x-tc-content-sha256") == "UNSIGNED-PAYLOAD" { throw .unsignedPayload }
        if let token = try request.header("x-tc-token"), !token.isEmpty { throw .temporaryCredential }
        guard let action = try request.header("x-tc-action") else { throw .missing("X-TC-Action") }
        guard let version = try request.header("x-tc-version") else { throw .missing("X-TC-Version") }
        guard let text = try request.header("x-tc-timestamp") else { throw .missing("X-TC-Timestamp") }
        envelope = Envelope(
            action: action, version: version, region: Self.given(try request.header("x-tc-region")),
            language: Language(try request.header("x-tc-language")), timestamp: try Self.seconds(text))
        signature = .tc3(authorization, timestamp: text)
        source =
            request.method == "POST"
            ? .json(request.body) : .form(try FormParameters(Array(request.query.utf8)))
    }

    private init(v1 request: WireRequest) throws(APIError) {
        let isForm = Self.mediaType(try request.header("content-type")) == "application/x-www-form-urlencoded"
        guard request.method == "GET" ? !request.query.isEmpty : isForm else { throw .unsigned }
        let form = try FormParameters(request.method == "GET" ? Array(request.query.utf8) : request.body)
        guard form["Signature"] != nil else { throw .unsigned }
        if let token = form["Token"], !token.isEmpty { throw .temporaryCredential }
        guard let nonce = UInt64(try form.required("Nonce")), nonce > 0 else {
            throw .malformed("Nonce", "is no positive integer", zh: "不是正整数")
        }
        envelope = Envelope(
            action: try form.required("Action"), version: try form.required("Version"),
            region: Self.given(form["Region"]), language: Language(form["Language"]),
            timestamp: try Self.seconds(try form.required("Timestamp")))
        signature = .v1(try V1Signature(form), form)
        source = .form(form)
    }

    /// The action's parameters. JSON is read only now, when the request is known to be its signer's; a form was taken apart
    /// before, as the older signature stands in it.
    ///
    /// - Throws: `InvalidParameter`.
    func parameters() throws(APIError) -> Parameters {
        switch (source, signature) {
        case (.json(let body), _): try Parameters(json: body)
        case (.form(let form), .tc3): try Parameters(form.tree())
        case (.form(let form), .v1): try Parameters(form.tree(without: Self.envelopeNames))
        }
    }

    private static func given(_ text: String?) -> String? { text?.isEmpty == true ? nil : text }

    private static func mediaType(_ header: String?) -> String? {
        guard let type = header?.utf8.prefix(while: { $0 != UInt8(ascii: ";") }), !type.isEmpty else { return nil }
        return WireRequest.trimmed(String(Substring(type))).lowercased()
    }

    private static func seconds(_ text: String) throws(APIError) -> Int64 {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let seconds = Int64(text)
        else { throw .malformed("Timestamp", "is no count of Unix seconds", zh: "不是 Unix 时间戳（秒）") }
        return seconds
    }
}

extension APIError {
    fileprivate static let otherMethod = APIError(
        .unsupportedProtocol, "Only POST and GET are taken. Send the request as POST.",
        zh: "仅支持 POST 和 GET，请使用 POST。")

    fileprivate static let otherPath = APIError(
        .invalidParameter, "The API has one path, '/'. Send the request there.", zh: "接口路径只有 '/'，请发送到该路径。")

    fileprivate static let bodyAndQuery = APIError(
        .invalidParameter, "Parameters stand in the body of a POST or in the query of a GET, not in both.",
        zh: "参数应位于 POST 的请求体或 GET 的查询串中，不能两者兼有。")

    fileprivate static func otherContentType(_ type: String) -> APIError {
        APIError(
            .invalidParameter, "A request with this signature has the Content-Type \(type). Send it so.",
            zh: "该签名方式的 Content-Type 应为 \(type)。")
    }

    fileprivate static let unsignedPayload = APIError(
        .signatureFailure, "The body has to be signed; UNSIGNED-PAYLOAD is not taken. Sign the body's hash.",
        zh: "请求体必须参与签名，不接受 UNSIGNED-PAYLOAD，请对请求体哈希签名。")

    fileprivate static let temporaryCredential = APIError(
        .tokenFailure,
        "This server gives out no temporary credentials. Sign with a SecretId and SecretKey, and no token.",
        zh: "该服务不签发临时密钥，请使用 SecretId 与 SecretKey 签名，不要携带 Token。")

    fileprivate static let unsigned = APIError(
        .invalidAuthorization, "The request is not signed. Sign it with TC3-HMAC-SHA256.",
        zh: "请求未签名，请使用 TC3-HMAC-SHA256 签名。")
}
