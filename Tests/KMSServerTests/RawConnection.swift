// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOPosix
import NIOSSL
import Testing

/// One connection of a client that sends what it likes, byte by byte, and reads what comes.
final class RawConnection {
    private var incoming: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outgoing: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var unread: [UInt8] = []

    private init(
        _ incoming: NIOAsyncChannelInboundStream<ByteBuffer>, _ outgoing: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.incoming = incoming.makeAsyncIterator()
        self.outgoing = outgoing
    }

    /// Connects, over TLS where it is said how, and ends the connection when `body` has.
    static func with<Result: Sendable>(
        port: Int, tls: TLSConfiguration? = nil, _ body: (RawConnection) async throws -> Result
    ) async throws -> Result {
        let context = try tls.map { try NIOSSLContext(configuration: $0) }
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        let handler = try NIOSSLClientHandler(context: context, serverHostname: "localhost")
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { incoming, outgoing in
            try await body(RawConnection(incoming, outgoing))
        }
    }

    func send(_ text: String) async throws { try await outgoing.write(ByteBuffer(string: text)) }

    func send(_ bytes: [UInt8]) async throws { try await outgoing.write(ByteBuffer(bytes: bytes)) }

    /// The next response; nil when the connection ended first.
    func response() async throws -> RawResponse? {
        while true {
            if let (response, byteCount) = RawResponse.read(from: unread) {
                unread.removeFirst(byteCount)
                return response
            }
            guard let more = try await next() else { return nil }
            unread += more
        }
    }

    /// Reads to the end, and says what came; a reset is an end, too.
    func remainder() async -> [UInt8] {
        while let more = try? await next() { unread += more }
        return unread
    }

    private func next() async throws -> [UInt8]? {
        try await incoming.next(isolation: #isolation).map { Array($0.readableBytesView) }
    }
}

/// A response with a `Content-Length`, taken apart.
struct RawResponse: Sendable {
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The first response in the bytes, and its length; nil when it is not whole.
    static func read(from bytes: [UInt8]) -> (RawResponse, Int)? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        guard bytes.count >= end.upperBound + length else { return nil }
        let body = Array(bytes[end.upperBound..<end.upperBound + length])
        return (RawResponse(status: status, headers: headers, body: body), end.upperBound + length)
    }
}
