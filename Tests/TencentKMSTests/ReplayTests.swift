// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// A captured request, sent again as it was, and as something else.
@Suite struct ReplayTests {
    private struct Capture {
        let wire: WireFixture
        let request: WireRequest

        /// A DescribeKey of an imported key: the same body would be a good DeleteImportedKeyMaterial.
        init(_ edition: Edition) async throws {
            wire = try await WireFixture(edition)
            let key = try await wire.keys.externalKey("captured")
            let call = WireCall(
                action: "DescribeKey", body: JSONValue.object([member("KeyId", key.id)]).compactBytes,
                timestamp: wire.keys.clock.now.seconds, traceID: nil)
            request = try call.request(signedBy: wire.client)
        }

        /// The captured request with one header different, or without it.
        func swapping(_ name: String, _ value: String?) -> WireRequest {
            request.with(request.headers.filter { $0.name != name } + (value.map { [.init(name, $0)] } ?? []))
        }
    }

    @Test(arguments: Edition.allCases)
    func `the same request is answered again, and as another action it is not`(edition: Edition) async throws {
        let capture = try await Capture(edition)
        let wire = capture.wire
        #expect(try await wire.answer(capture.request).code == nil)
        #expect(try await wire.answer(capture.request).code == nil)
        for (name, value) in [
            ("x-tc-action", "DeleteImportedKeyMaterial"), ("x-tc-action", "NoSuchAction"),
            ("x-tc-version", "2018-01-01"), ("x-tc-region", nil), ("x-tc-region", "eu-moscow"),
        ] {
            let answer = try await wire.answer(capture.swapping(name, value))
            #expect(answer.code == "AuthFailure.SignatureFailure", "\(name)")
            #expect(answer.message.contains("x-tc-action"))
        }
        #expect(try await wire.answer(capture.request).code == nil, "the pin stays with the first use")
        let shown = try await wire.answer(capture.request)
        #expect(shown["KeyMetadata"]?["KeyState"]?.text == "Enabled")
    }

    @Test(arguments: [
        ("x-tc-region", "eu-moscow", "UnsupportedRegion"), ("x-tc-version", "2018-01-01", "NoSuchVersion"),
        ("x-tc-action", "NoSuchAction", "InvalidAction"),
    ])
    func `what was refused for its region, version or action serves nothing else`(
        name: String, value: String, code: String
    ) async throws {
        let capture = try await Capture(.fips)
        for _ in 0..<2 { #expect(try await capture.wire.answer(capture.swapping(name, value)).code == code) }
        #expect(try await capture.wire.answer(capture.request).code == "AuthFailure.SignatureFailure")
    }

    @Test func `the pin outlives the signature`() async throws {
        let capture = try await Capture(.fips)
        let wire = capture.wire
        #expect(try await wire.answer(capture.request).code == nil)
        let swapped = capture.swapping("x-tc-action", "DeleteImportedKeyMaterial")
        for _ in 0..<10 {
            wire.keys.clock.advance(seconds: 30)
            #expect(try await wire.answer(swapped).code == "AuthFailure.SignatureFailure")
        }
        wire.keys.clock.advance(seconds: 1)
        #expect(try await wire.answer(swapped).code == "AuthFailure.SignatureExpire")
        #expect(try await wire.answer(capture.request).code == "AuthFailure.SignatureExpire")
    }

    @Test func `a request signed ahead of time stays pinned as long as it lasts`() async throws {
        let wire = try await WireFixture(.fips)
        let key = try await wire.keys.externalKey("captured")
        var call = WireCall(
            action: "DescribeKey", body: JSONValue.object([member("KeyId", key.id)]).compactBytes,
            timestamp: wire.keys.clock.now.seconds + 300, traceID: nil)
        let request = try call.request(signedBy: wire.client)
        call.action = "DeleteImportedKeyMaterial"
        let swapped = try call.request(signedBy: wire.client)
        #expect(try await wire.answer(request).code == nil)
        for _ in 0..<20 {
            #expect(try await wire.answer(swapped).code == "AuthFailure.SignatureFailure")
            wire.keys.clock.advance(seconds: 30)
        }
        #expect(try await wire.answer(swapped).code == "AuthFailure.SignatureFailure")
        wire.keys.clock.advance(seconds: 1)
        #expect(try await wire.answer(swapped).code == "AuthFailure.SignatureExpire")
    }

    @Test func `with the action signed it cannot be exchanged even at first sight`() async throws {
        let wire = try await WireFixture(.fips)
        var call = WireCall(
            action: "ListKeys", body: Array("{}".utf8), timestamp: wire.keys.clock.now.seconds)
        call.signsAction = true
        let request = try call.request(signedBy: wire.client)
        let headers = request.headers.map { $0.name == "x-tc-action" ? .init($0.name, "GetRegions") : $0 }
        #expect(try await wire.answer(request.with(headers)).code == "AuthFailure.SignatureFailure")
        #expect(try await wire.answer(request).code == nil)
    }

    @Test func `a body that was exchanged is not signed`() async throws {
        let capture = try await Capture(.fips)
        let sound = capture.request
        let other = WireRequest(
            method: "POST", path: "/", query: "", headers: sound.headers, body: sound.body + Array(" ".utf8))
        #expect(try await capture.wire.answer(other).code == "AuthFailure.SignatureFailure")
    }

    @Test func `when no more signatures can be kept, new ones are refused`() async throws {
        let wire = try await WireFixture(.fips, pins: SignaturePins(capacity: 1))
        for _ in 0..<2 { #expect(try await wire.ask("ListKeys", []) { $0.traceID = "same" }.code == nil) }
        #expect(try await wire.ask("ListKeys", []) { $0.timestamp -= 1 }.code == "RequestLimitExceeded")
    }

    @Test(arguments: Edition.allCases)
    func `a disabled credential is refused, a rotated one signs with its new key`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let selector = try CredentialSelector("everything")
        try await wire.keys.principals.disable(selector, for: wire.keys.caller)
        try await wire.signers.read(wire.keys)
        #expect(try await wire.ask("ListKeys").code == "AuthFailure.SecretIdNotFound")
        try await wire.keys.principals.enable(selector, for: wire.keys.caller)
        let rotated = try await wire.keys.principals.rotate(selector, keepPreviousFor: 60, for: wire.keys.caller)
        let new = TC3Signer(
            secretID: wire.client.secretID, secretKey: rotated.exposed(), digest: wire.keys.edition.wireDigest)
        try await wire.signers.read(wire.keys)
        #expect(try await wire.ask("ListKeys").code == nil)
        #expect(try await wire.ask("ListKeys", by: new).code == nil)
        wire.keys.clock.advance(seconds: 60)
        #expect(try await wire.ask("ListKeys").code == "AuthFailure.SignatureFailure", "its minute is over")
        #expect(try await wire.ask("ListKeys", by: new).code == nil)
    }
}
