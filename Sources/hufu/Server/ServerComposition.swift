// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import KMSServer
import KeyManagement
import Logging
import TencentKMS

/// Puts the server together from the settings, and runs it.
struct ServerComposition {
    let settings: Settings
    /// Told the port once connections are taken.
    var onListening: @Sendable (Int) -> Void = { _ in }

    /// Serves until a signal ends it.
    func run() async throws {
        let options = settings.server
        var logger = Logger(label: "hufu") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = options.logLevel
        let edition = try settings.edition.load(settings.options)
        let pairs = KeyPairPool(edition: edition)
        let (keys, principals) = try Compose.services(
            settings, edition: edition, cache: options.cache, importPairs: pairs)
        let signers = try await CredentialDirectory(principals, edition: edition, logger: logger)
        let gateway = Gateway(
            service: keys, signers: signers, site: options.site, limiter: RequestLimiter(options.rates))
        let server = try KMSServer(
            gateway: gateway, service: keys, settings: options.listening, logger: logger,
            companions: [signers, CacheSweeper(keys)],
            reload: { await signers.reload() })
        logger.notice(
            "starting",
            metadata: [
                "edition": "\(settings.edition)", "status": "\(edition.status.level.rawValue)",
                "region": "\(options.site.region)",
            ])
        try await server.run { [logger] port in
            logger.notice("listening", metadata: ["address": "\(options.listening.address)", "port": "\(port)"])
            onListening(port)
        }
        await pairs.close()
        logger.notice("ended")
    }
}
