// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

@testable import TencentKMS

/// Signatures that Tencent's own SDK made with a frozen clock: timestamp 1700000000, 2023-11-14.
@Suite struct SignatureVectorTests {
    private static let secretID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
    private static let timestamp = "1700000000"

    private func key(_ edition: Edition) throws -> SigningKey {
        let secret = KeyMaterial(knownBytes: Array("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE".utf8))
        return SigningKey(SigningSecret(key: secret, validUntil: nil), digest: try edition.loaded().wireDigest)
    }

    struct TC3Vector: CustomTestStringConvertible, Sendable {
        let name: String
        var method = "POST"
        var host = "127.0.0.1:8080"
        var type = "application/json"
        var query = ""
        var body = ""
        var more: [WireRequest.Header] = []
        var signedHeaders = "content-type;host"
        let signature: String

        var testDescription: String { name }

        var request: WireRequest {
            WireRequest(
                method: method, path: "/", query: query,
                headers: [.init("Host", host), .init("Content-Type", type)] + more, body: Array(body.utf8))
        }
    }

    static let tc3 = [
        TC3Vector(
            name: "V1", host: "kms.tencentcloudapi.com", body: #"{"KeyId": "23e80852-1e38-11e9-b129-5cb9019b4b01"}"#,
            signature: "8c20784eca49b6fc5fc7de5a1045110275421fa4be73f8ece5cd3724826353c6"),
        TC3Vector(
            name: "V2",
            body: #"{"KeyId": "23e80852-1e38-11e9-b129-5cb9019b4b01", "Plaintext": "dGVzdAo=", "#
                + #""EncryptionContext": "{\"key1\":\"value1\"}"}"#,
            signature: "a8646d9b2d507d98c939a40ab853901e35209cbfda03b53fa911642215615213"),
        TC3Vector(
            name: "V3, the host as tccli sends it", host: "http://127.0.0.1:8080", body: "{}",
            signature: "221e95867903c45567093ab8e411cc0be96c228bb1ebb14c8d0781126eae73d2"),
        TC3Vector(
            name: "V4, GET", method: "GET", type: "application/x-www-form-urlencoded",
            query: "Alias=a+b%2Bc&Tags.0.TagKey=env&Tags.0.TagValue=dev",
            signature: "0440c6b4ea987924e5b8dcce595466899c4a1d98a020720442c33d0b3abca6c2"),
        TC3Vector(
            name: "V8, the action signed in lower case", host: "kms.tencentcloudapi.com",
            type: "application/json; charset=utf-8", body: #"{"KeyId": "23e80852-1e38-11e9-b129-5cb9019b4b01"}"#,
            more: [.init("X-TC-Action", "DescribeKey")], signedHeaders: "content-type;host;x-tc-action",
            signature: "0d2d24e1923e19eee2fca15a9b16c5bf1115f4781b340a32ca4a34fe341bd0a3"),
    ]

    private func authorization(_ vector: TC3Vector, signature: String? = nil) throws -> TC3Authorization {
        try TC3Authorization(
            "TC3-HMAC-SHA256 Credential=\(Self.secretID)/2023-11-14/kms/tc3_request, "
                + "SignedHeaders=\(vector.signedHeaders), Signature=\(signature ?? vector.signature)")
    }

    @Test(arguments: tc3, Edition.allCases)
    func `a signature of the SDK is accepted, and none that differs in a bit`(
        vector: TC3Vector, edition: Edition
    ) throws {
        let verifier = TC3Verifier(digest: try edition.loaded().wireDigest)
        let key = try key(edition)
        let isAccepted = try verifier.accepts(
            vector.request, try authorization(vector), timestamp: Self.timestamp, keys: [key])
        #expect(isAccepted)
        for place in [0, 31, 63] {
            var digits = Array(vector.signature)
            digits[place] = digits[place] == "0" ? "1" : "0"
            let other = try authorization(vector, signature: String(digits))
            #expect(try !verifier.accepts(vector.request, other, timestamp: Self.timestamp, keys: [key]))
        }
        #expect(
            try !verifier.accepts(
                vector.request, try authorization(vector), timestamp: "1700000001", keys: [key]))
    }

    @Test func `the canonical request and its hash are those worked out by hand`() throws {
        let vector = Self.tc3[0]
        let verifier = TC3Verifier(digest: try Edition.fips.loaded().wireDigest)
        let text = try verifier.canonicalRequest(
            vector.request, ["content-type", "host"], payload: verifier.digestText(of: vector.request.body),
            lowersValues: false)
        #expect(
            String(decoding: text, as: UTF8.self) == """
                POST
                /

                content-type:application/json
                host:kms.tencentcloudapi.com

                content-type;host
                850b26a4798321fb440604195fee01c26996c086ca5230a830d66d9167fe71bd
                """)
    }

    @Test(arguments: Edition.allCases)
    func `a request whose body is not signed (V5) is refused before its signature is looked at`(edition: Edition) throws
    {
        let request = WireRequest(
            method: "POST", path: "/", query: "",
            headers: [
                .init("Host", "127.0.0.1:8080"), .init("Content-Type", "application/json"),
                .init("X-TC-Action", "ListKeys"), .init("X-TC-Version", "2019-01-18"),
                .init("X-TC-Timestamp", Self.timestamp), .init("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"),
                .init(
                    "Authorization",
                    "TC3-HMAC-SHA256 Credential=\(Self.secretID)/2023-11-14/kms/tc3_request, SignedHeaders=content-type;"
                        + "host, Signature=187e7836316d830999ce23759411fefdf8abaa77522852dc3596b3aea4c12c06"),
            ], body: Array(#"{"Limit": 2}"#.utf8))
        let error = #expect(throws: APIError.self) { try RequestForm(request) }
        #expect(error?.code == .signatureFailure)
    }

    @Test(arguments: Edition.allCases)
    func `version 1 with HmacSHA256 over a query (V6)`(edition: Edition) throws {
        let query =
            "Action=CreateKey&Alias=a+b%2Bc&Language=en-US&Nonce=1234567890&Region=ap-guangzhou"
            + "&RequestClient=SDK_PYTHON_3.1.195&SecretId=\(Self.secretID)&SignatureMethod=HmacSHA256"
            + "&Tags.0.TagKey=env&Tags.0.TagValue=dev&Timestamp=1700000000&Version=2019-01-18"
            + "&Signature=f%2BZMRpLHRI3XA4ybYbEY%2BqtlaV77tyilrU%2FnZWqOxuM%3D"
        let request = WireRequest(
            method: "GET", path: "/", query: query, headers: [.init("Host", "127.0.0.1:8080")], body: [])
        try expectV1(request, FormParameters(Array(query.utf8)), .sha256, edition)
    }

    @Test(arguments: Edition.allCases)
    func `version 1 with HmacSHA1 over a form, a token among it (V7)`(edition: Edition) throws {
        let body =
            "Action=ListKeys&Language=en-US&Limit=2&Nonce=1234567890&Region=ap-guangzhou"
            + "&RequestClient=SDK_PYTHON_3.1.195&SecretId=\(Self.secretID)&SignatureMethod=HmacSHA1"
            + "&Timestamp=1700000000&Token=TOKENEXAMPLE&Version=2019-01-18&Signature=35Yi7jh5Ia1tINR7eL9nYwOqWYw%3D"
        let request = WireRequest(
            method: "POST", path: "/", query: "", headers: [.init("Host", "127.0.0.1:8080")], body: Array(body.utf8))
        try expectV1(request, FormParameters(Array(body.utf8)), .sha1, edition)
    }

    private func expectV1(
        _ request: WireRequest, _ form: FormParameters, _ hash: WireHash, _ edition: Edition
    ) throws {
        let signature = try V1Signature(form)
        #expect(signature.secretID == Self.secretID)
        #expect(signature.hash == hash)
        let key = try key(edition)
        #expect(try signature.accepts(request, form, keys: [key]))
        let elsewhere = WireRequest(
            method: request.method, path: "/", query: request.query, headers: [.init("Host", "127.0.0.1:8081")],
            body: request.body)
        #expect(try !signature.accepts(elsewhere, form, keys: [key]))
    }

    @Test func `a text that could be cut into other parameters is not taken under version 1`() throws {
        let form = try FormParameters(Array("Action=Encrypt&Plaintext=a%26KeyId%3Db".utf8))
        let error = #expect(throws: APIError.self) {
            try V1Signature.stringToSign(method: "GET", host: "h", form)
        }
        #expect(error?.code == .invalidParameter)
    }
}
