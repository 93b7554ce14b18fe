// SPDX-License-Identifier: Apache-2.0
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Closes a connection whose request takes too long to arrive: a head, then a body, each from its first byte to its last.
///
/// A new connection has as long for its first head, so that silent ones do not use up the server's limit. A request that
/// arrives whole in one read sets no timer at all. Replies that nobody reads have as long, too.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private enum Phase { case between, head, body }

    private let limit: TimeAmount
    private var phase = Phase.head
    private var timer: Scheduled<Void>?
    private var writeTimer: Scheduled<Void>?
    /// Whether a request ended in the read that goes on.
    private var justEnded = false

    init(limit: Duration) { self.limit = TimeAmount(limit) }

    func handlerAdded(context: ChannelHandlerContext) { start(in: context) }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: begin(.body)
        case .body: break
        case .end: begin(.between)
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Bytes came, and no whole head among them: a head has begun.
        if phase == .between, !justEnded { phase = .head }
        justEnded = false
        if phase != .between, timer == nil { start(in: context) }
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        // A client that does not read its replies holds its connection, and a drain, no longer than one that does not write.
        writeTimer?.cancel()
        writeTimer = nil
        if !context.channel.isWritable {
            let channel = context.channel
            writeTimer = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The client sends nothing any more: what it waits for is not for this handler to cut short.
        if case ChannelEvent.inputClosed = event { begin(.between) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        writeTimer?.cancel()
        context.fireChannelInactive()
    }

    private func begin(_ next: Phase) {
        stop()
        phase = next
        justEnded = next == .between
    }

    private func start(in context: ChannelHandlerContext) {
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
    }

    private func stop() {
        timer?.cancel()
        timer = nil
    }
}
