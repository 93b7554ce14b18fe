// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import TestSupport
import Testing

@testable import KMSServer

/// What the server answers beside the API: health and metrics, nothing else.
@Suite(.timeLimit(.minutes(2))) struct PagesTests {
    @Test(arguments: Edition.allCases)
    func `health says what is sound`(edition: Edition) async throws {
        try await LiveServer.with(edition) { server in
            let parts: Set = ["status", "process", "selfTests", "clock", "store"]
            let facts = ["edition": "\(edition)", "validation": server.keys.edition.status.level.rawValue]
            for (path, parts, facts) in [
                ("/health", parts, facts), ("/health/ready", parts, facts),
                ("/health/live", ["status", "process"], [:]),
            ] {
                let answer = try await server.fetch(path)
                #expect(answer.status == 200 && answer.headers["content-type"] == "application/json")
                let report = try #require(
                    try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: String])
                #expect(report == facts.merging(parts.map { ($0, "ok") }) { _, ok in ok })
            }
            for path in ["/health", "/metrics"] {
                #expect(try await server.fetch(path, method: "POST").status == 405)
                #expect(try await server.fetch(path, method: "DELETE").status == 405)
            }
        }
    }

    @Test func `a store that cannot be written makes the server not ready, and it lives on`() async throws {
        let store = InterposedKeyStore()
        try await LiveServer.with(on: store) { server in
            store.failToRecord(.unavailable("the disk is full"))
            let ready = try await server.fetch("/health/ready")
            #expect(ready.status == 503 && ready.text.contains(#""status":"failing""#))
            #expect(ready.text.contains(#""store":"it cannot be written""#))
            #expect(try await server.fetch("/health/live").status == 200)
        }
    }

    @Test(arguments: ["/v2", "/metrics/", "/health/x", "//", "/../etc/passwd", "/index.html", "/?a=b"])
    func `nothing else is served`(path: String) async throws {
        try await LiveServer.with { server in
            let reply = try APIReply(try await server.fetch(path))
            #expect(reply.code != nil)
        }
    }

    @Test(arguments: Edition.allCases)
    func `counts move with requests, by action and code`(edition: Edition) async throws {
        try await LiveServer.with(edition) { server in
            let key = try await server.keys.key("sample")
            let before = try Metrics(try await server.fetch("/metrics"))
            #expect(before.samples.keys.allSatisfy { !$0.hasPrefix("hufu_requests_total") })
            let request = #"{"KeyId":"\#(key.id)","Plaintext":"AQID"}"#
            for _ in 0..<3 { #expect(try await server.ask("Encrypt", request).code == nil) }
            #expect(try await server.ask("Encrypt", #"{"KeyId":"\#(key.id)"}"#).code == "MissingParameter")
            #expect(try await server.ask("Nonsense", "{}").code == "InvalidAction")
            let answer = try await server.fetch("/metrics")
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let after = try Metrics(answer)
            #expect(after.samples[#"hufu_requests_total{action="Encrypt",code="OK"}"#] == 3)
            #expect(after.samples[#"hufu_requests_total{action="Encrypt",code="MissingParameter"}"#] == 1)
            #expect(after.samples[#"hufu_requests_total{action="unknown",code="InvalidAction"}"#] == 1)
            #expect(after.samples[#"hufu_request_duration_seconds_count{action="Encrypt"}"#] == 4)
            #expect(after.samples[#"hufu_request_duration_seconds_bucket{action="Encrypt",le="+Inf"}"#] == 4)
            #expect(after.samples[#"hufu_keys{state="Enabled"}"#] == 1)
            #expect(after.samples[#"hufu_keys{state="Disabled"}"#] == 0)
            for days in [1, 7, 30] { #expect(after.samples["hufu_material_expiring{days=\"\(days)\"}"] == 0) }
            let isValidated = server.keys.edition.status.level == .validatedModule
            #expect(after.samples["hufu_approved_services_total"] == (isValidated ? 3 : 0))
        }
    }

    @Test func `a histogram counts up to its last bound, and labels are escaped`() {
        var histogram = Histogram()
        for seconds in [0.000_05, 0.000_1, 0.3, 99] { histogram.observe(seconds) }
        var page = MetricsPage()
        page.begin("d", .histogram, "h")
        page.histogram(["a": "x\"\\\ny"], histogram)
        let lines = page.text.split(separator: "\n")
        #expect(lines.contains(#"d_bucket{a="x\"\\\ny",le="0.0001"} 2"#))
        #expect(lines.contains(#"d_bucket{a="x\"\\\ny",le="0.25"} 2"#))
        #expect(lines.contains(#"d_bucket{a="x\"\\\ny",le="0.5"} 3"#))
        #expect(lines.contains(#"d_bucket{a="x\"\\\ny",le="+Inf"} 4"#))
        #expect(lines.contains(#"d_count{a="x\"\\\ny"} 4"#))
    }
}

/// A page of metrics, read: each sample once, each under a TYPE of its own.
private struct Metrics {
    var samples: [String: Double] = [:]

    init(_ response: RawResponse) throws {
        try #require(response.status == 200)
        var types: Set<String> = []
        for line in response.text.split(separator: "\n") {
            if line.hasPrefix("# TYPE ") {
                #expect(types.insert(String(line.split(separator: " ")[2])).inserted)
            } else if !line.hasPrefix("#") {
                let space = try #require(line.lastIndex(of: " "))
                let name = String(line[..<space])
                #expect(samples[name] == nil)
                let value = try #require(Double(String(line[line.index(after: space)...])))
                samples[name] = value
                let metric = name.prefix { $0 != "{" }.replacing(#/_(bucket|sum|count)$/#, with: "")
                #expect(types.contains(String(metric)), "\(name)")
            }
        }
    }
}
