// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// What a request is asked before its parameters are, and in which order.
@Suite struct GatewayTests {
    typealias Change = @Sendable (inout WireCall) -> Void

    /// One thing wrong with a request, from the first that is looked at to the last.
    static let faults: [(code: String, change: Change)] = [
        ("UnsupportedProtocol", { $0.method = "PUT" }),
        ("InvalidParameter", { $0.path = "/v2" }),
        ("InvalidParameter", { $0.query = "a=b" }),
        ("AuthFailure.InvalidAuthorization", { $0.authorization = { _ in "SKIP" } }),
        ("InvalidParameter", { $0.contentType = "text/plain" }),
        ("AuthFailure.SignatureFailure", { $0.more.append(.init("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD")) }),
        ("AuthFailure.TokenFailure", { $0.more.append(.init("X-TC-Token", "t")) }),
        ("AuthFailure.SignatureExpire", { $0.timestamp += 301 }),
        (
            "AuthFailure.SecretIdNotFound",
            { $0.authorization = { $0.replacing("Credential=AKID", with: "Credential=AKIX") } }
        ),
        ("AuthFailure.SignatureFailure", { $0.authorization = { $0.replacing(#/[0-9a-f]{4}$/#, with: "0000") } }),
        ("NoSuchVersion", { $0.version = "2020-01-01" }),
        ("InvalidAction", { $0.action = "Encript" }),
        ("UnsupportedRegion", { $0.region = "eu-frankfurt" }),
        ("InvalidParameter", { $0.body = Array("[]".utf8) }),
        ("UnknownParameter", { $0.body = Array(#"{"A":1}"#.utf8) }),
    ]

    @Test(arguments: Edition.allCases)
    func `of two faults the one that is looked at first is the answer`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        for (place, first) in Self.faults.enumerated() {
            let alone = try await wire.ask("ListKeys", [], first.change)
            #expect(alone.code == first.code, "\(place): \(alone.message)")
            for second in Self.faults[(place + 1)...] {
                let both = try await wire.ask("ListKeys") { call in
                    second.change(&call)
                    first.change(&call)
                }
                #expect(both.code == first.code, "\(place) before \(second.code): \(both.message)")
            }
        }
        #expect(try await wire.ask("ListKeys").code == nil)
    }

    @Test(arguments: [
        ("x-tc-action", "MissingParameter"), ("x-tc-version", "MissingParameter"),
        ("x-tc-timestamp", "MissingParameter"), ("authorization", "AuthFailure.InvalidAuthorization"),
        ("host", "AuthFailure.InvalidAuthorization"), ("content-type", "InvalidParameter"),
    ])
    func `a header that is missing or doubled is refused`(name: String, code: String) async throws {
        let wire = try await WireFixture(.fips)
        let call = WireCall(action: "ListKeys", body: Array("{}".utf8), timestamp: wire.keys.clock.now.seconds)
        let sound = try call.request(signedBy: wire.client)
        #expect(try await wire.answer(sound).code == nil)
        let without = sound.headers.filter { $0.name != name }
        let doubled = sound.headers + sound.headers.filter { $0.name == name }
        #expect(try await wire.answer(sound.with(without)).code == code)
        #expect(try await wire.answer(sound.with(doubled)).code == "InvalidParameter")
    }

    @Test(arguments: [
        ("", "InvalidParameter"), ("-1", "InvalidParameter"), ("1e9", "InvalidParameter"),
        ("+1790000000", "InvalidParameter"), ("99999999999999999999", "InvalidParameter"),
        ("9223372036854775807", "AuthFailure.SignatureExpire"), ("0", "AuthFailure.SignatureExpire"),
    ])
    func `a timestamp is a count of seconds near now`(text: String, code: String) async throws {
        let wire = try await WireFixture(.fips)
        let call = WireCall(action: "ListKeys", body: Array("{}".utf8), timestamp: wire.keys.clock.now.seconds)
        let sound = try call.request(signedBy: wire.client)
        let headers = sound.headers.map { $0.name == "x-tc-timestamp" ? .init($0.name, text) : $0 }
        #expect(try await wire.answer(sound.with(headers)).code == code)
    }

    @Test func `five minutes of skew are taken, and more is answered with the server's time and the difference`()
        async throws
    {
        let wire = try await WireFixture(.fips)
        let now = wire.keys.clock.now.seconds
        for skew: Int64 in [-300, 0, 300] {
            #expect(try await wire.ask("ListKeys", []) { $0.timestamp += skew }.code == nil)
        }
        let late = try await wire.ask("ListKeys", []) { $0.timestamp -= 4_000 }
        #expect(late.code == "AuthFailure.SignatureExpire")
        #expect(late.message.contains("\(now)") && late.message.contains("4000 s behind"))
        let early = try await wire.ask("ListKeys", []) { $0.timestamp += 301 }
        #expect(early.message.contains("\(now)") && early.message.contains("301 s ahead"))
    }

    @Test func `the date of the credential is that of the timestamp`() async throws {
        let wire = try await WireFixture(.fips)
        let answer = try await wire.ask("ListKeys", []) { call in
            call.authorization = { $0.replacing(#/\/\d{4}-\d\d-\d\d\//#, with: "/2020-01-01/") }
        }
        #expect(answer.code == "AuthFailure.InvalidAuthorization")
    }

    @Test func `a signed action is demanded where the site says so, and taken in lower case`() async throws {
        let wire = try await WireFixture(.fips, site: Site(requiresSignedAction: true))
        let bare = try await wire.ask("ListKeys")
        #expect(bare.code == "AuthFailure.InvalidAuthorization" && bare.message.contains("x-tc-action"))
        #expect(try await wire.ask("ListKeys", []) { $0.signsAction = true }.code == nil)
    }

    @Test(
        arguments: [
            ("zh-CN", true), ("ZH-cn", true), ("en-US", false), (nil, false), ("fr", false),
        ] as [(String?, Bool)])
    func `messages come in the language that was asked for`(tag: String?, isChinese: Bool) async throws {
        let wire = try await WireFixture(.fips)
        let answers = [
            try await wire.ask("DescribeKey", []) { $0.language = tag },
            try await wire.ask("NoAction", []) { $0.language = tag },
            try await wire.ask("ListKeys", []) { call in
                call.language = tag
                call.authorization = { _ in "SKIP" }
            },
        ]
        for answer in answers {
            let isAnswerChinese = answer.message.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            #expect(isAnswerChinese == isChinese, "\(answer.message)")
        }
    }

    @Test func `a rate belongs to a credential and an action, and counts after the signature`() async throws {
        let wire = try await WireFixture(.fips, rates: .init(scale: 1, actions: ["ListKeys": 2]))
        let other = try await wire.client("other", .everything)
        for _ in 0..<5 {
            let forged = try await wire.ask("ListKeys", []) { $0.authorization = { $0 + "x" } }
            #expect(forged.code == "AuthFailure.InvalidAuthorization")
        }
        var codes: [String?] = []
        for offset: Int64 in 0..<3 { codes.append(try await wire.ask("ListKeys", []) { $0.timestamp -= offset }.code) }
        #expect(codes == [nil, nil, "RequestLimitExceeded"])
        #expect(try await wire.ask("ListKeys", by: other).code == nil)
        #expect(try await wire.ask("GetRegions").code == nil)
    }

    @Test func `a body over the limit has an answer of the API's form, in English`() throws {
        let answer = try WireAnswer(Gateway.answerToLongBody(limit: 65_536))
        #expect(answer.code == "RequestSizeLimitExceeded")
        #expect(answer.message.contains("65536"))
    }

    @Test(arguments: Edition.allCases)
    func `a GET carries the same parameters, flattened`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let answer = try await wire.ask("CreateKey") { call in
            (call.method, call.body) = ("GET", [])
            call.contentType = "application/x-www-form-urlencoded"
            call.query = "Alias=by-get&Type=2&Tags.0.TagKey=env&Tags.0.TagValue=a+b%2Bc"
        }
        #expect(answer.code == nil, "\(answer.message)")
        let key = try await wire.keys.service.describeKey(.alias(KeyAlias("by-get")), for: wire.keys.caller)
        #expect(key.tags == [KeyTag(key: "env", value: "a b+c")] && key.state == .pendingImport)
    }

    @Test(arguments: Edition.allCases)
    func `a reply tells whether approved functions alone served it`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let key = try await wire.keys.key("symmetric").id
        let usage: KeyUsage = edition == .fips ? .asymmetricSignVerifyECC : .asymmetricSignVerifySM2
        let signer = try await wire.keys.service.createKey(
            KeyRequest(alias: KeyAlias("signer"), usage: usage), for: wire.keys.caller
        ).id
        let message = [
            member("KeyId", signer), member("Algorithm", edition == .fips ? "ECC_P256_R1" : "SM2DSA"),
            member("Message", base64([UInt8](repeating: 7, count: 32))),
        ]
        let digest = message + [member("MessageType", "DIGEST")]
        let signature = try await wire.ask("SignByAsymmetricKey", message).text("Signature")
        let rows: [(String, [JSONValue.Member], Bool)] = [
            ("Encrypt", [member("KeyId", key), member("Plaintext", "AQID")], true),
            ("Encrypt", [member("KeyId", key)], false), ("ListKeys", [], false),
            ("SignByAsymmetricKey", message, true), ("SignByAsymmetricKey", digest, false),
            ("VerifyByAsymmetricKey", message + [member("SignatureValue", signature)], true),
            ("VerifyByAsymmetricKey", digest + [member("SignatureValue", signature)], false),
        ]
        for (action, parameters, isApproved) in rows {
            #expect(try await wire.ask(action, parameters).reply.isApproved == isApproved, "\(action)")
        }
    }

    @Test func `the host counts as it was sent, also as tccli sends it`() async throws {
        let wire = try await WireFixture(.fips)
        #expect(try await wire.ask("ListKeys", []) { $0.host = "http://127.0.0.1:8080" }.code == nil)
    }
}

extension WireRequest {
    /// The same with other headers.
    func with(_ headers: [Header]) -> WireRequest {
        WireRequest(method: method, path: path, query: query, headers: headers, body: body)
    }
}
