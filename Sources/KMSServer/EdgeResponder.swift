// SPDX-License-Identifier: Apache-2.0
internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import TencentKMS

/// What the server answers: the API at `/`, its health and its metrics, nothing else.
struct EdgeResponder: Sendable {
    let gateway: Gateway
    let health: HealthCheck
    let metrics: ServerMetrics
    let gauges: KeyGauges
    let bodyByteLimit: Int
    let isValidated: Bool
    let logger: Logger
    let date = DateField()

    /// What is served beside the API.
    private enum Page: String {
        case health = "/health"
        case live = "/health/live"
        case ready = "/health/ready"
        case metrics = "/metrics"
    }

    /// The answer to a request that came over `channel`.
    ///
    /// - Throws: what reading the request throws: for a body that is no HTTP the connection answers 400, else it closes.
    func response(to request: Request, over channel: any Channel) async throws -> Response {
        var response = try await answer(to: request, over: channel)
        response.headers[.date] = date.now
        response.headers[.server] = "hufu"
        return response
    }

    private func answer(to request: Request, over channel: any Channel) async throws -> Response {
        let isHead = request.method == .head
        guard let page = page(of: request) else {
            let response = try await answerAction(request, channel: channel)
            // The answer to HEAD is its head alone (RFC 9110 §9.3.2), where no error of the API has a place.
            return isHead ? Response(status: .methodNotAllowed) : response
        }
        guard isHead || request.method == .get else { return Response(status: .methodNotAllowed) }
        let response = await answer(page)
        return isHead ? Response(status: response.status) : response
    }

    /// The page that is asked for; nil for everything else, which is the API's.
    private func page(of request: Request) -> Page? {
        request.head.path == "/" ? nil : Page(rawValue: request.uri.path)
    }

    private func answer(_ page: Page) async -> Response {
        switch page {
        case .health, .ready: await answerHealth(isReadinessAsked: true)
        case .live: await answerHealth(isReadinessAsked: false)
        case .metrics: await answerMetrics()
        }
    }

    private func answerAction(_ request: Request, channel: any Channel) async throws -> Response {
        let body = try await body(of: request)
        let arrival = ContinuousClock.now
        guard let body else {
            let reply = Gateway.answerToLongBody(limit: bodyByteLimit)
            record(reply, since: arrival)
            return Self.lastResponse(reply, closing: channel)
        }
        let reply = await gateway.answer(WireRequest(request, body: body))
        record(reply, since: arrival)
        return Response(
            status: .ok, headers: [.contentType: WireReply.contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
    }

    /// The whole body; nil when it is longer than the limit, of which nothing more is read then.
    private func body(of request: Request) async throws -> [UInt8]? {
        if let text = request.headers[.contentLength], let byteCount = Int(text), byteCount > bodyByteLimit {
            return nil
        }
        do {
            return Array(buffer: try await request.body.collect(upTo: bodyByteLimit))
        } catch is NIOTooManyBytesError {
            return nil
        }
    }

    private func record(_ reply: WireReply, since arrival: ContinuousClock.Instant) {
        let duration = ContinuousClock.now - arrival
        metrics.count(
            action: reply.action, code: reply.code, duration: duration, isApproved: isValidated && reply.isApproved)
        let level = reply.cause != nil ? Logger.Level.error : reply.code != nil ? .info : .debug
        logger.log(
            level: level, "request answered",
            metadata: [
                "requestID": "\(reply.requestID)", "action": "\(reply.action ?? "-")", "code": "\(reply.code ?? "OK")",
                "secretID": "\(reply.secretID ?? "-")", "cause": "\(reply.cause ?? "-")",
                "microseconds": "\(Int(duration / .microseconds(1)))",
            ])
    }

    /// An answer after which the connection closes, as a body is still on its way.
    private static func lastResponse(_ reply: WireReply, closing channel: any Channel) -> Response {
        let body = ResponseBody(contentLength: reply.body.count) { writer in
            try await writer.write(ByteBuffer(bytes: reply.body))
            try await writer.finish(nil)
            channel.close(promise: nil)
        }
        return Response(
            status: .ok, headers: [.contentType: WireReply.contentType, .connection: "close"], body: body)
    }

    private func answerHealth(isReadinessAsked: Bool) async -> Response {
        let report = await health.report(isReadinessAsked: isReadinessAsked)
        return Self.text(report.json, type: "application/json", status: report.isSound ? .ok : .serviceUnavailable)
    }

    private func answerMetrics() async -> Response {
        var page = MetricsPage()
        metrics.write(to: &page)
        await gauges.write(to: &page)
        return Self.text(page.text, type: MetricsPage.contentType, status: .ok)
    }

    private static func text(_ text: String, type: String, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

extension WireRequest {
    /// The request as Hummingbird received it; the `Host` field is the authority, as sent.
    fileprivate init(_ request: Request, body: [UInt8]) {
        var headers = request.headers.map { Header($0.name.canonicalName, $0.value) }
        if let authority = request.head.authority { headers.append(Header("host", authority)) }
        let target = request.head.path ?? "/"
        let mark = target.firstIndex(of: "?")
        self.init(
            method: request.method.rawValue, path: String(target[..<(mark ?? target.endIndex)]),
            query: mark.map { String(target[target.index(after: $0)...]) } ?? "", headers: headers, body: body)
    }
}
