// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import Logging
import NIOSSL
import ServiceLifecycle
import TencentKMS
import TestSupport
import Testing

@testable import KMSServer

/// A server on a free port of loopback with keys of its own, and a credential that may do everything.
struct LiveServer: Sendable {
    let port: Int
    let keys: KeyServiceFixture
    let signers: CredentialDirectory
    let client: TC3Signer
    /// Begins the graceful end.
    let stop: @Sendable () async -> Void

    /// Serves while `body` runs, and ends gracefully then.
    static func with(
        _ edition: Edition = .fips, on store: any AuditedKeyStore = InMemoryKeyStore(),
        settings: ServerSettings = .local(), _ body: (LiveServer) async throws -> Void
    ) async throws {
        let keys = try await KeyServiceFixture(edition) { _ in store }
        let issued = try await keys.principals.create(
            CredentialName("everything"), policy: .everything, for: keys.caller)
        let client = TC3Signer(
            secretID: issued.credential.secretID.text, secretKey: issued.exposed(), digest: keys.edition.wireDigest)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let signers = try await CredentialDirectory(keys.principals, edition: keys.edition, logger: logger)
        let gateway = Gateway(
            service: keys.service, signers: signers, site: Site(), limiter: RequestLimiter(.init(scale: nil)),
            clock: keys.clock)
        let server = try KMSServer(
            gateway: gateway, service: keys.service, settings: settings, logger: logger, companions: [signers],
            reload: { await signers.reload() })
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let group = ServiceGroup(services: [Running(server: server, listening: listening)], logger: logger)
        let run = Task {
            defer { listening.finish() }
            try await group.run()
        }
        var port = ports.makeAsyncIterator()
        let live = LiveServer(
            port: try #require(await port.next()), keys: keys, signers: signers, client: client,
            stop: { await group.triggerGracefulShutdown() })
        do { try await body(live) } catch {
            await live.stop()
            try await run.value
            throw error
        }
        await live.stop()
        try await run.value
    }

    /// A signed request, as it goes over the line.
    func request(_ action: String, _ body: String = "{}", by client: TC3Signer? = nil) throws -> [UInt8] {
        try request(action, method: "POST", type: "application/json", body: body, by: client ?? self.client)
    }

    /// A signed GET request, its parameters in the query.
    func getRequest(_ action: String, query: String) throws -> [UInt8] {
        try request(action, method: "GET", query: query, type: "application/x-www-form-urlencoded", by: client)
    }

    private func request(
        _ action: String, method: String, query: String = "", type: String, body: String = "", by client: TC3Signer
    ) throws -> [UInt8] {
        let host = "127.0.0.1:\(port)"
        let seconds = keys.clock.now.seconds
        let signed = [(name: "content-type", value: type), (name: "host", value: host)]
        let authorization = try client.authorization(
            method: method, query: query, headers: signed, body: Array(body.utf8), at: seconds)
        let head = [
            "\(method) /\(query.isEmpty ? "" : "?\(query)") HTTP/1.1", "Host: \(host)", "Content-Type: \(type)",
            "X-TC-Action: \(action)", "X-TC-Version: 2019-01-18", "X-TC-Timestamp: \(seconds)", "X-TC-Language: en-US",
            "Authorization: \(authorization)", "Content-Length: \(body.utf8.count)", "", "",
        ]
        return Array(head.joined(separator: "\r\n").utf8) + Array(body.utf8)
    }

    /// Asks the API over a connection of its own.
    func ask(_ action: String, _ body: String = "{}", by client: TC3Signer? = nil) async throws -> APIReply {
        let request = try request(action, body, by: client)
        return try await RawConnection.with(port: port) { connection in
            try await connection.send(request)
            return try APIReply(#require(try await connection.response()))
        }
    }

    /// Fetches a page over a connection of its own.
    func fetch(_ path: String, method: String = "GET", tls: TLSConfiguration? = nil) async throws -> RawResponse {
        try await RawConnection.with(port: port, tls: tls) { connection in
            try await connection.send("\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n")
            return try #require(try await connection.response())
        }
    }
}

extension ServerSettings {
    /// On a free port of loopback, with the usual limits but for those named.
    static func local(
        tls: TLSFiles? = nil, bodyByteLimit: Int? = nil, connectionLimit: Int? = nil, requestTimeout: Duration? = nil,
        idleTimeout: Duration? = nil
    ) -> ServerSettings {
        var settings = ServerSettings(port: 0, tls: tls)
        if let bodyByteLimit { settings.bodyByteLimit = bodyByteLimit }
        if let connectionLimit { settings.connectionLimit = connectionLimit }
        if let requestTimeout { settings.requestTimeout = requestTimeout }
        if let idleTimeout { settings.idleTimeout = idleTimeout }
        return settings
    }
}

/// A server as a service of a group that tests end.
private struct Running: Service {
    let server: KMSServer
    let listening: AsyncStream<Int>.Continuation

    func run() async throws { try await server.run { [listening] port in listening.yield(port) } }
}

/// A reply of the API: always 200, `application/json` to the letter, and named.
struct APIReply: Sendable {
    let code: String?
    let fields: [String: String]
    let requestID: String

    init(_ response: RawResponse) throws {
        #expect(response.status == 200)
        #expect(response.headers["content-type"] == "application/json")
        let object = try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
        let content = try #require(object?["Response"] as? [String: Any])
        requestID = try #require(content["RequestId"] as? String)
        code = (content["Error"] as? [String: Any])?["Code"] as? String
        fields = content.compactMapValues { $0 as? String }
    }
}
