// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import Logging
import Synchronization
import TencentKMS
import TestSupport
import Testing

@testable import KMSServer

/// What a connection may do, and for how long.
@Suite(.timeLimit(.minutes(2))) struct ConnectionTests {
    @Test(arguments: Edition.allCases)
    func `requests follow one another on a connection, also without waiting for answers`(edition: Edition) async throws
    {
        try await LiveServer.with(edition) { server in
            let key = try await server.keys.key("sample")
            let request = try server.request("Encrypt", #"{"KeyId":"\#(key.id)","Plaintext":"AQID"}"#)
            try await RawConnection.with(port: server.port) { connection in
                try await connection.send(request + request + request)
                try await connection.send(request)
                var names: Set<String> = []
                for _ in 0..<4 {
                    let reply = try APIReply(#require(try await connection.response()))
                    #expect(reply.code == nil && reply.fields["CiphertextBlob"] != nil)
                    names.insert(reply.requestID)
                }
                #expect(names.count == 4)
            }
        }
    }

    @Test func `a port that is taken, or an address of another machine, is said by name`() async throws {
        let authority = try TLSTests.Authority()
        try await LiveServer.with { server in
            for address in ["127.0.0.1", "192.0.2.1"] {
                let other = try KMSServer(
                    gateway: Gateway(service: server.keys.service, signers: server.signers, site: Site()),
                    service: server.keys.service,
                    settings: ServerSettings(address: address, port: server.port, tls: authority.files()),
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
                let error = await #expect(throws: ServerError.self) { try await other.run() }
                #expect(error?.description.contains("cannot listen on \(address), port \(server.port)") == true)
            }
        }
    }

    @Test func `a body over the limit is answered, and the connection ends without its being read`() async throws {
        try await LiveServer.with(settings: .local(bodyByteLimit: 1_000)) { server in
            let heads = [
                "Content-Length: 104857600\r\n\r\n", "Content-Length: 1001\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n3e9\r\n\(String(repeating: "x", count: 1_001))\r\n",
            ]
            for head in heads {
                try await RawConnection.with(port: server.port) { connection in
                    try await connection.send("POST / HTTP/1.1\r\nHost: h\r\n" + head)
                    let reply = try APIReply(#require(try await connection.response()))
                    #expect(reply.code == "RequestSizeLimitExceeded")
                    #expect(await connection.remainder().isEmpty)
                }
            }
            let blank = String(repeating: " ", count: 998)
            #expect(try await server.ask("ListKeys", "{}" + blank).code == nil, "exactly the limit")
            #expect(try await server.ask("ListKeys", "{}" + blank + " ").code == "RequestSizeLimitExceeded")
        }
    }

    @Test func `a query may have 32 KB, as documented, and a head 40 KiB`() async throws {
        try await LiveServer.with { server in
            let key = try await server.keys.key("sample")
            let parameters = "KeyId=\(key.id)&Plaintext=\(String(repeating: "A", count: 5460))&EncryptionContext="
            let context = #"{"a":""# + String(repeating: "x", count: 900) + #""}"#
            // Percent-encoded in full, as clients may: three bytes for each.
            let coded = context.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            try await RawConnection.with(port: server.port) { connection in
                try await connection.send(server.getRequest("Encrypt", query: parameters + coded))
                let reply = try APIReply(#require(try await connection.response()))
                #expect(reply.code == nil && reply.fields["CiphertextBlob"] != nil)
                // Answered by the API, not by the connection: the parameter is one that it does not have.
                let stranger = "Stranger=" + String(repeating: "a", count: 32_700)
                try await connection.send(server.getRequest("ListKeys", query: stranger))
                #expect(try APIReply(#require(try await connection.response())).code == "UnknownParameter")
                try await connection.send(server.getRequest("ListKeys", query: stranger + stranger))
                #expect(try #require(try await connection.response()).status == 400)
            }
        }
    }

    @Test(arguments: [
        "POST / HTTP/1.1\r\nHost: h\r\nX-Slow: ", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n{\"a\"",
        "P", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
    ])
    func `a head or a body that does not come to its end is cut off`(beginning: String) async throws {
        try await LiveServer.with(settings: .local(requestTimeout: .milliseconds(300))) { server in
            // The time counts from the connection's first moment at the server, which is after this one.
            let start = ContinuousClock.now
            try await RawConnection.with(port: server.port) { connection in
                try await connection.send(beginning)
                let rest = await connection.remainder()
                #expect(!String(decoding: rest, as: UTF8.self).contains("200"))
                #expect(ContinuousClock.now - start >= .milliseconds(290), "not before its time")
            }
            #expect(try await server.ask("ListKeys").code == nil, "the server goes on")
        }
    }

    /// Each byte comes in time, the whole does not.
    @Test func `a request that trickles is cut off all the same`() async throws {
        try await LiveServer.with(settings: .local(requestTimeout: .milliseconds(300))) { server in
            try await RawConnection.with(port: server.port) { connection in
                try await connection.send("POST / HTTP/1.1\r\nHost: h\r\nX: ")
                let isCut = await cut(connection)
                #expect(isCut)
            }
        }
    }

    /// Whether the connection ended while bytes were still sent, within 400 of them.
    private func cut(_ connection: RawConnection) async -> Bool {
        for _ in 0..<400 {
            do {
                try await connection.send("x")
                try await Task.sleep(for: .milliseconds(20))
            } catch {
                return true
            }
        }
        return false
    }

    @Test func `a request that comes in parts within its time is answered`() async throws {
        try await LiveServer.with { server in
            let request = try server.request("ListKeys")
            try await RawConnection.with(port: server.port) { connection in
                for start in stride(from: 0, to: request.count, by: 50) {
                    try await connection.send(Array(request[start..<min(request.count, start + 50)]))
                    await Task.yield()
                }
                #expect(try APIReply(#require(try await connection.response())).code == nil)
            }
        }
    }

    @Test func `a connection that rests is closed`() async throws {
        try await LiveServer.with(settings: .local(idleTimeout: .milliseconds(300))) { server in
            let request = try server.request("ListKeys")
            try await RawConnection.with(port: server.port) { connection in
                try await connection.send(request)
                #expect(try APIReply(#require(try await connection.response())).code == nil)
                #expect(await connection.remainder().isEmpty)
            }
        }
    }

    @Test func `beyond so many connections one more waits until another ends`() async throws {
        try await LiveServer.with(settings: .local(connectionLimit: 2)) { server in
            let request = try server.request("ListKeys")
            let waiting = SharedCount()
            let answered = SharedCount()
            try await withThrowingTaskGroup { group in
                try await RawConnection.with(port: server.port) { second in
                    try await RawConnection.with(port: server.port) { first in
                        for connection in [first, second] {
                            try await connection.send(request)
                            _ = try #require(try await connection.response())
                        }
                        group.addTask {
                            try await RawConnection.with(port: server.port) { third in
                                try await third.send(request)
                                waiting.add()
                                _ = try #require(try await third.response())
                                answered.add()
                            }
                        }
                        while waiting.value == 0 { await Task.yield() }
                        for _ in 0..<50 {
                            try await first.send(request)
                            _ = try #require(try await first.response())
                        }
                        #expect(answered.value == 0, "two connections, two are open")
                    }
                    try await group.waitForAll()
                    #expect(answered.value == 1)
                }
            }
        }
    }

    @Test func `at the end every request that was received is answered, then connections close`() async throws {
        let store = InterposedKeyStore()
        try await LiveServer.with(on: store) { server in
            let key = try await server.keys.key("sample")
            let request = try server.request("Encrypt", #"{"KeyId":"\#(key.id)","Plaintext":"AQID"}"#)
            let (reached, atStore) = AsyncStream<Void>.makeStream()
            let (mayGo, release) = AsyncStream<Void>.makeStream()
            store.interpose(.beforeRecord(.encrypt)) {
                atStore.yield()
                for await _ in mayGo { break }
            }
            try await RawConnection.with(port: server.port) { connection in
                try await connection.send(request)
                for await _ in reached { break }
                let end = Task { await server.stop() }
                await end.value
                release.yield()
                let reply = try APIReply(#require(try await connection.response()))
                #expect(reply.code == nil && reply.fields["CiphertextBlob"] != nil)
                #expect(await connection.remainder().isEmpty)
            }
            await #expect(throws: (any Error).self) {
                try await RawConnection.with(port: server.port) { connection in
                    try await connection.send(request)
                    _ = try #require(try await connection.response())
                }
            }
        }
    }

    @Test func `what is no HTTP is cut off`() async throws {
        try await LiveServer.with { server in
            for bytes in ["\u{16}\u{3}\u{1}\u{2}\u{0}", "hello\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\0\0\0\0\r\n\r\n"] {
                try await RawConnection.with(port: server.port) { connection in
                    try await connection.send(bytes + "\r\n\r\n")
                    let rest = String(decoding: await connection.remainder(), as: UTF8.self)
                    #expect(rest.isEmpty || rest.hasPrefix("HTTP/1.1 4"), "\(rest)")
                }
            }
            #expect(try await server.ask("ListKeys").code == nil)
        }
    }
}
