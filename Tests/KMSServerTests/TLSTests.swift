// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import Logging
import NIOSSL
import TencentKMS
import TestSupport
import Testing

@testable import KMSServer

/// TLS, client certificates, and where plain HTTP is served.
@Suite(.timeLimit(.minutes(2))) struct TLSTests {
    /// An authority with a certificate for `localhost` and one for a client, made by the openssl command.
    struct Authority {
        let openssl: OpenSSLCommand

        init() throws {
            openssl = try OpenSSLCommand()
            let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
            let made = [
                try openssl.run("req -x509 \(key) -days 2 -subj /CN=authority -keyout ca.key -out ca.pem"),
                try openssl.run("req -x509 \(key) -days 2 -subj /CN=other -keyout other.key -out other.pem"),
            ]
            try #require(made == [0, 0])
            try issue("server")
            try issue("client")
        }

        /// Writes `NAME.pem` and `NAME.key` anew.
        func issue(_ name: String) throws {
            let made = [
                try openssl.run(
                    "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost "
                        + "-addext subjectAltName=DNS:localhost -keyout \(name).key -out \(name).csr"),
                try openssl.run(
                    "x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 1 -copy_extensions copy "
                        + "-out \(name).pem"),
            ]
            try #require(made == [0, 0])
        }

        func path(_ name: String) -> String { openssl.folder.path(name) }

        func files(authorities: String? = nil) -> ServerSettings.TLSFiles {
            ServerSettings.TLSFiles(
                certificate: path("server.pem"), key: path("server.key"), clientAuthorities: authorities.map(path))
        }

        /// A client that trusts the authority, with a certificate of its own or not.
        func client(certificate: String? = nil) throws -> TLSConfiguration {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.trustRoots = .file(path("ca.pem"))
            if let certificate {
                configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(path(certificate + ".pem")).map {
                    .certificate($0)
                }
                configuration.privateKey = .privateKey(
                    try NIOSSLPrivateKey(file: path(certificate + ".key"), format: .pem))
            }
            return configuration
        }
    }

    @Test func `the API is served over TLS, and nothing in clear`() async throws {
        let authority = try Authority()
        try await LiveServer.with(settings: .local(tls: authority.files())) { server in
            let request = try server.request("ListKeys")
            try await RawConnection.with(port: server.port, tls: authority.client()) { connection in
                try await connection.send(request)
                #expect(try APIReply(#require(try await connection.response())).code == nil)
            }
            #expect(try await server.fetch("/health", tls: authority.client()).status == 200)
            try await RawConnection.with(port: server.port) { connection in
                try await connection.send(request)
                let rest = String(decoding: await connection.remainder(), as: UTF8.self)
                #expect(!rest.contains("Response") && !rest.contains("HTTP"))
            }
        }
    }

    @Test func `TLS before 1.2 is refused`() async throws {
        let authority = try Authority()
        try await LiveServer.with(settings: .local(tls: authority.files())) { server in
            var old = try authority.client()
            old.minimumTLSVersion = .tlsv1
            old.maximumTLSVersion = .tlsv11
            await #expect(throws: (any Error).self) { try await server.fetch("/health", tls: old) }
        }
    }

    @Test func `with client authorities, only their clients are let in`() async throws {
        let authority = try Authority()
        try await LiveServer.with(settings: .local(tls: authority.files(authorities: "ca.pem"))) { server in
            let known = try authority.client(certificate: "client")
            #expect(try await server.fetch("/health", tls: known).status == 200)
            let strangers = [try authority.client(), try authority.client(certificate: "other")]
            for stranger in strangers {
                await #expect(throws: (any Error).self) { try await server.fetch("/health", tls: stranger) }
            }
        }
    }

    @Test func `a client that does not finish its handshake is cut off`() async throws {
        let authority = try Authority()
        try await LiveServer.with(
            settings: .local(
                tls: authority.files(), requestTimeout: .milliseconds(300), idleTimeout: .milliseconds(600))
        ) { server in
            try await RawConnection.with(port: server.port) { connection in
                try await connection.send([0x16, 0x03, 0x01])
                #expect(await connection.remainder().isEmpty)
            }
        }
    }

    @Test func `files that do not go together are refused by name, and a reload keeps what was there`() throws {
        let authority = try Authority()
        let store = try CertificateStore(authority.files())
        let server = authority.path("server.pem")
        try authority.openssl.write(authority.openssl.read("client.key"), to: "server.key")
        #expect(throws: ServerError.self) { try store.reload() }
        #expect(throws: ServerError.self) { try CertificateStore(authority.files()) }
        try authority.openssl.write(Array("no certificate".utf8), to: "server.pem")
        do {
            try store.reload()
            Issue.record("a file without a certificate was taken")
        } catch ServerError.unusableCertificate(let path, _) {
            #expect(path == server)
        }
        _ = try store.configuration()
        try authority.issue("server")
        try store.reload()
    }

    @Test(arguments: [
        ("127.0.0.1", false, "http://127.0.0.1:80"), ("localhost", false, "http://localhost:80"),
        ("::1", false, "http://[::1]:80"), ("127.0.0.2", true, "https://127.0.0.2:80"),
    ])
    func `a server's URL names its address and port, and whether it speaks TLS`(
        address: String, isTLS: Bool, expected: String
    ) {
        let files = ServerSettings.TLSFiles(certificate: "server.pem", key: "server.key")
        #expect(ServerSettings(address: address, port: 0, tls: isTLS ? files : nil).url(port: 80) == expected)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.8.9.10", true), ("localhost", true), ("::1", true), ("0.0.0.0", false),
        ("::", false), ("192.168.1.1", false), ("127.example.com.org", false), ("127.0.0.1.nip.io", false),
        ("127.0.0.256", false), ("127.0.0.", false), ("127.0.0.-1", false), ("", false), ("example.com", false),
    ])
    func `plain HTTP is for loopback only`(address: String, isLoopback: Bool) async throws {
        let keys = try await KeyServiceFixture(.fips)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let signers = try await CredentialDirectory(keys.principals, edition: keys.edition, logger: logger)
        let gateway = Gateway(service: keys.service, signers: signers, site: Site())
        let settings = ServerSettings(address: address)
        #expect(settings.isLoopback == isLoopback)
        do {
            _ = try KMSServer(gateway: gateway, service: keys.service, settings: settings, logger: logger)
            #expect(isLoopback)
        } catch ServerError.plainHTTPBeyondLoopback(let refused) {
            #expect(!isLoopback && refused == address)
        }
    }
}
