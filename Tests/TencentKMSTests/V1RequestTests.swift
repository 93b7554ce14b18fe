// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// Requests signed the older way, HmacSHA1 and HmacSHA256, over a query or a form.
@Suite struct V1RequestTests {
    /// The parameters that are signed, and how they are sent.
    private struct Form {
        var method = "POST"
        var signedMethod: String?
        var pairs: [String: String]
        var hash = WireHash.sha1

        init(_ wire: WireFixture, _ action: String, _ more: [String: String] = [:]) {
            pairs = [
                "Action": action, "Version": "2019-01-18", "Region": "ap-guangzhou", "Nonce": "1234567890",
                "Timestamp": "\(wire.keys.clock.now.seconds)", "SecretId": wire.client.secretID, "Language": "en-US",
                "RequestClient": "SDK_PYTHON_3.1.195",
            ]
            pairs.merge(more) { $1 }
        }

        func request(signedBy client: TC3Signer, sending changes: [String: String?] = [:]) throws -> WireRequest {
            let text = pairs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
            var sent = pairs
            sent["Signature"] = try client.v1Signature(of: "\(method)127.0.0.1:8080/?\(text)", with: hash)
            for (name, value) in changes { sent[name] = value }
            let coded = sent.map { "\($0.key)=\(Self.coded($0.value))" }.joined(separator: "&")
            return WireRequest(
                method: method, path: "/", query: method == "GET" ? coded : "",
                headers: [
                    .init("Host", "127.0.0.1:8080"), .init("Content-Type", "application/x-www-form-urlencoded"),
                ], body: method == "GET" ? [] : Array(coded.utf8))
        }

        private static func coded(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
    }

    @Test(arguments: Edition.allCases, ["POST", "GET"])
    func `both hashes are taken over a form and over a query`(edition: Edition, method: String) async throws {
        let wire = try await WireFixture(edition)
        let rows: [(String?, WireHash)] = [
            (nil, .sha1), ("HmacSHA1", .sha1), ("Other", .sha1), ("HmacSHA256", .sha256),
        ]
        for (place, row) in rows.enumerated() {
            var form = Form(
                wire, "CreateKey", ["Alias": "k\(place)", "Tags.0.TagKey": "env", "Tags.0.TagValue": "a b+c"])
            form.method = method
            form.pairs["SignatureMethod"] = row.0
            form.hash = row.1
            let answer = try await wire.answer(form.request(signedBy: wire.client))
            #expect(answer.code == nil, "\(answer.message)")
            let key = try await wire.keys.service.describeKey(.alias(KeyAlias("k\(place)")), for: wire.keys.caller)
            #expect(key.tags == [KeyTag(key: "env", value: "a b+c")])
        }
    }

    @Test(
        arguments: [
            (["Action": "GetRegions"], "AuthFailure.SignatureFailure"),
            (["Limit": "3"], "AuthFailure.SignatureFailure"),
            (["Region": nil], "AuthFailure.SignatureFailure"), (["Signature": "AAAA"], "AuthFailure.SignatureFailure"),
            (["Signature": nil], "AuthFailure.InvalidAuthorization"), (["Nonce": "0"], "InvalidParameter"),
            (["Nonce": nil], "MissingParameter"), (["Timestamp": nil], "MissingParameter"),
            (["SecretId": nil], "MissingParameter"), (["Version": nil], "MissingParameter"),
            (["Timestamp": "1"], "AuthFailure.SignatureExpire"), (["Token": "t"], "AuthFailure.TokenFailure"),
            (["SecretId": "AKIDnobody"], "AuthFailure.SecretIdNotFound"),
        ] as [([String: String?], String)])
    func `what is changed after the signature is refused`(changes: [String: String?], code: String) async throws {
        let wire = try await WireFixture(.fips)
        let form = Form(wire, "ListKeys", ["Limit": "2"])
        #expect(try await wire.answer(form.request(signedBy: wire.client)).code == nil)
        let answer = try await wire.answer(form.request(signedBy: wire.client, sending: changes))
        #expect(answer.code == code, "\(answer.message)")
    }

    @Test func `an ampersand in a value is refused, whatever its signature`() async throws {
        let wire = try await WireFixture(.fips)
        let form = Form(wire, "ListKeyDetail", ["SearchKeyAlias": "a&Limit=200"])
        let answer = try await wire.answer(form.request(signedBy: wire.client))
        #expect(answer.code == "InvalidParameter" && answer.message.contains("'&'"))
    }

    @Test func `what the envelope does not know is a parameter, and refused when the action does not have it`()
        async throws
    {
        let wire = try await WireFixture(.fips)
        let form = Form(wire, "ListKeys", ["Stranger": "1"])
        #expect(try await wire.answer(form.request(signedBy: wire.client)).code == "UnknownParameter")
    }
}
