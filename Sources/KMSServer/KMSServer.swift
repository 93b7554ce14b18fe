// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine
internal import Glibc
internal import HummingbirdCore
internal import HummingbirdTLS
public import KeyManagement
public import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
public import TencentKMS
internal import UnixSignals

/// The service over HTTP: the API at one path, health and metrics.
public struct KMSServer: Sendable {
    private let gateway: Gateway
    private let service: KeyService
    private let settings: ServerSettings
    private let certificates: CertificateStore?
    private let reload: @Sendable () async -> Bool
    private let companions: [any Service]
    private let logger: Logger

    /// - Parameters:
    ///   - gateway: answers the API's requests.
    ///   - service: looked at for health and metrics.
    ///   - settings: where and how to listen.
    ///   - logger: receives a line for each request.
    ///   - companions: what runs beside the server and ends after it.
    ///   - reload: run on SIGHUP, before the certificates are read again; whether it did what it should.
    /// - Throws: ``ServerError``.
    public init(
        gateway: Gateway, service: KeyService, settings: ServerSettings, logger: Logger,
        companions: [any Companion] = [], reload: @escaping @Sendable () async -> Bool = { true }
    ) throws(ServerError) {
        guard settings.tls != nil || settings.isLoopback else {
            throw .plainHTTPBeyondLoopback(address: settings.address)
        }
        self.gateway = gateway
        self.service = service
        self.settings = settings
        certificates = try settings.tls.map { (files) throws(ServerError) in try CertificateStore(files) }
        self.reload = reload
        self.companions = companions.map(CompanionService.init)
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT: then no connection is taken any more, and every request that was received is answered.
    ///
    /// - Parameter onListening: told the port once connections are taken.
    /// - Throws: ``ServerError``; what the system says of an address for which there is no case.
    public func run(onListening: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
        let responder = EdgeResponder(
            gateway: gateway, health: HealthCheck(service: service), metrics: ServerMetrics(),
            gauges: KeyGauges(service: service), bodyByteLimit: settings.bodyByteLimit,
            isValidated: service.edition.status.level == .validatedModule, logger: logger)
        let server = try builder().buildServer(
            configuration: ServerConfiguration(
                address: .hostname(settings.address, port: settings.port),
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connectionLimit, logger: logger)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger,
            responder: { request, writer, channel in
                let response = try await responder.response(to: request, over: channel)
                try await writer.write(response: response.head, body: response.body)
            }, onServerRunning: { channel in onListening(channel.localAddress?.port ?? 0) })
        let reloader = HangupListener { [certificates, reload, logger] in
            if await reload() { logger.notice("credentials read again") }
            guard let certificates else { return }
            do {
                try certificates.reload()
                logger.notice("certificates read again")
            } catch {
                logger.error("certificates kept as they were", metadata: ["reason": "\(error)"])
            }
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: companions.map { .init(service: $0) } + [
                    .init(service: reloader), .init(service: server),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch let error as IOError where Self.refusalsToListen.contains(error.errnoCode) {
            throw ServerError.cannotListen(
                address: settings.address, port: settings.port, reason: Self.text(of: error.errnoCode))
        }
    }

    private static let refusalsToListen = [EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT, EACCES]

    private static func text(of code: CInt) -> String {
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }

    private func builder() throws -> HTTPServerBuilder {
        let limit = settings.requestTimeout
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [RequestDeadline(limit: limit)],
                idleTimeout: TimeAmount(settings.idleTimeout),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 33 * 1024, maxHeaderListSize: 40 * 1024, maxHeaderFieldCount: 64)))
        guard let certificates else { return plain }
        return try .tls(plain, tlsConfiguration: certificates.configuration())
    }
}
