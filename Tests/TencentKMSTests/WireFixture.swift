// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import StrictJSON
import Synchronization
import TestSupport
import Testing

@testable import TencentKMS

/// The API's edge on keys of its own, and a client that signs as the SDKs do, at the time of a clock that tests move.
struct WireFixture: Sendable {
    let keys: KeyServiceFixture
    let gateway: Gateway
    let signers = ReadSigners()
    /// Signs for a credential that may do everything, unless the fixture was made with another policy.
    let client: TC3Signer

    init(
        _ edition: Edition, policy: AccessPolicy = .everything, site: Site = Site(),
        rates: RequestLimiter.Rates = .init(scale: nil), pins: SignaturePins = SignaturePins()
    ) async throws {
        keys = try await KeyServiceFixture(edition)
        gateway = Gateway(
            service: keys.service, signers: signers, site: site, limiter: RequestLimiter(rates), pins: pins,
            clock: keys.clock)
        client = try await Self.client("everything", policy, keys, signers)
    }

    /// Another credential, ready to sign.
    func client(_ name: String, _ policy: AccessPolicy) async throws -> TC3Signer {
        try await Self.client(name, policy, keys, signers)
    }

    private static func client(
        _ name: String, _ policy: AccessPolicy, _ keys: KeyServiceFixture, _ signers: ReadSigners
    ) async throws -> TC3Signer {
        let issued = try await keys.principals.create(CredentialName(name), policy: policy, for: keys.caller)
        try await signers.read(keys)
        return TC3Signer(
            secretID: issued.credential.secretID.text, secretKey: issued.exposed(), digest: keys.edition.wireDigest)
    }

    /// Asks as the SDK does, with what `change` makes different before the signature.
    func ask(
        _ action: String, _ parameters: [JSONValue.Member] = [], by client: TC3Signer? = nil,
        _ change: (inout WireCall) -> Void = { _ in }
    ) async throws -> WireAnswer {
        var call = WireCall(
            action: action, body: JSONValue.object(parameters).compactBytes, timestamp: keys.clock.now.seconds)
        change(&call)
        return try await answer(try call.request(signedBy: client ?? self.client))
    }

    /// The answer to a request at hand; whatever it says, its form is the API's.
    func answer(_ request: WireRequest) async throws -> WireAnswer {
        let answer = try WireAnswer(await gateway.answer(request))
        #expect(
            answer.requestID.wholeMatch(of: #/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#)
                != nil)
        return answer
    }

    /// A key of another usage.
    func key(_ alias: String, usage: KeyUsage) async throws -> KeyID {
        try await keys.service.createKey(KeyRequest(alias: KeyAlias(alias), usage: usage), for: keys.caller).id
    }

    /// Seals three bytes.
    func blob(under key: KeyID, context: EncryptionContext = .empty) async throws -> String {
        try await keys.service.encrypt([1, 2, 3], under: .id(key), context: context, for: keys.caller).text
    }

    /// A hosted data key of 32 bytes.
    func dataKey(_ name: String, under key: KeyID) async throws -> HostedDataKey {
        try await keys.service.generateHostedDataKey(
            under: .id(key), byteCount: 32, as: DataKeyRequest(name: DataKeyName(name)), for: keys.caller
        ).hosted
    }
}

/// The credentials of a store as last read.
final class ReadSigners: SignerDirectory {
    private let signers = Mutex<[String: Signer]>([:])

    var isCurrent: Bool { true }

    func signer(_ secretID: String) -> Signer? { signers.withLock { $0[secretID] } }

    func read(_ keys: KeyServiceFixture) async throws {
        let directory = try await keys.principals.directory()
        let read = Dictionary(
            uniqueKeysWithValues: directory.principals.map {
                ($0.key.text, Signer($0.value, digest: keys.edition.wireDigest))
            })
        signers.withLock { $0 = read }
    }
}

/// A request before it is signed.
struct WireCall {
    var action: String
    var body: [UInt8]
    var timestamp: Int64
    var method = "POST"
    var path = "/"
    var query = ""
    var host = "127.0.0.1:8080"
    var contentType = "application/json"
    var version = "2019-01-18"
    var region: String? = "ap-guangzhou"
    var language: String? = "en-US"
    /// Sent, not signed.
    var more: [WireRequest.Header] = []
    var signsAction = false
    /// Signed, so that no two calls have one signature; nil as the SDKs have it.
    var traceID: String? = "\(UInt64.random(in: .min ... .max))"
    /// Makes the header another one.
    var authorization: @Sendable (String) -> String? = { $0 }

    func request(signedBy client: TC3Signer) throws -> WireRequest {
        var signed = [(name: "content-type", value: contentType), (name: "host", value: host)]
        if signsAction { signed.append((name: "x-tc-action", value: action.lowercased())) }
        if let traceID { signed.append((name: "x-tc-traceid", value: traceID)) }
        let text = try client.authorization(method: method, query: query, headers: signed, body: body, at: timestamp)
        var headers = [
            WireRequest.Header("Host", host), .init("Content-Type", contentType), .init("X-TC-Action", action),
            .init("X-TC-Version", version), .init("X-TC-Timestamp", "\(timestamp)"),
        ]
        if let traceID { headers.append(.init("X-TC-TraceId", traceID)) }
        if let region { headers.append(.init("X-TC-Region", region)) }
        if let language { headers.append(.init("X-TC-Language", language)) }
        if let text = authorization(text) { headers.append(.init("Authorization", text)) }
        return WireRequest(method: method, path: path, query: query, headers: headers + more, body: body)
    }
}

/// What a client reads.
struct WireAnswer {
    let reply: WireReply
    let requestID: String
    /// The members of `Response`.
    let response: JSONValue

    init(_ reply: WireReply) throws {
        self.reply = reply
        response = try #require(try JSONReader.value(of: reply.body)["Response"])
        requestID = try #require(response["RequestId"]?.text)
        try #require(requestID == reply.requestID)
        try #require(reply.code == response["Error"]?["Code"]?.text)
    }

    /// The error's code; nil for success.
    var code: String? { reply.code }
    var message: String { response["Error"]?["Message"]?.text ?? "" }

    subscript(_ name: String) -> JSONValue? { response[name] }

    /// A text that has to be there.
    func text(_ name: String) throws -> String { try #require(response[name]?.text, "\(name): \(message)") }

    /// Base64 that has to be there.
    func bytes(_ name: String) throws -> [UInt8] { Array(try #require(Data(base64Encoded: try text(name)))) }

    /// The names in `Response`.
    var names: Set<String> {
        guard case .object(let members) = response.content else { return [] }
        return Set(members.map(\.name))
    }
}

extension JSONValue {
    var text: String? {
        guard case .string(let text) = content else { return nil }
        return text
    }

    var number: Int? {
        guard case .number(let text) = content else { return nil }
        return Int(text)
    }

    var flag: Bool? {
        guard case .boolean(let flag) = content else { return nil }
        return flag
    }

    var elements: [JSONValue] {
        guard case .array(let elements) = content else { return [] }
        return elements
    }
}

/// A parameter.
func member(_ name: String, _ text: String) -> JSONValue.Member { .init(name, .string(text)) }

/// A parameter.
func member(_ name: String, _ id: KeyID) -> JSONValue.Member { .init(name, .string(id.description)) }

/// A parameter.
func member(_ name: String, _ number: Int) -> JSONValue.Member { .init(name, .integer(number)) }

/// A parameter.
func member(_ name: String, _ texts: [String]) -> JSONValue.Member {
    .init(name, .array(texts.map(JSONValue.string)))
}

/// Base64.
func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
