// SPDX-License-Identifier: Apache-2.0
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Closes a connection whose request takes too long to arrive: a head, then a body, each from its first byte to its last.
///
/// A request that arrives whole in one read sets no timer at all.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private enum Phase { case between, head, body }

    private let limit: TimeAmount
    private var phase = Phase.between
    private var timer: Scheduled<Void>?
    /// Whether a request ended in the read that goes on.
    private var justEnded = false

    init(limit: Duration) { self.limit = TimeAmount(limit) }

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
        if phase != .between, timer == nil {
            let channel = context.channel
            timer = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
        }
        context.fireChannelReadComplete()
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    private func begin(_ next: Phase) {
        timer?.cancel()
        timer = nil
        phase = next
        justEnded = next == .between
    }
}
