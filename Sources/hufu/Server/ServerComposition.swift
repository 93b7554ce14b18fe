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
    /// What a start says on standard error, above the log.
    var greeting: @Sendable (Int) -> Void = { _ in }

    /// Serves until a signal ends it.
    func run() async throws {
        let options = settings.server
        var logger = Logger(label: "hufu", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = options.logLevel
        let service = try Compose.service(settings)
        let signers = DevSigners(digest: service.edition.wireDigest)
        let gateway = Gateway(
            service: service, signers: signers, site: options.site, limiter: RequestLimiter(options.rates))
        let server = try KMSServer(gateway: gateway, service: service, settings: options.listening, logger: logger)
        logger.notice(
            "starting",
            metadata: [
                "edition": "\(settings.edition)", "status": "\(service.edition.status.level.rawValue)",
                "region": "\(options.site.region)",
            ])
        try await server.run(onListening: greeting)
        logger.notice("ended")
    }
}

final class DevSigners: SignerDirectory {
    let s: Signer
    init(digest: any WireDigest) {
        let k = Array("SECRETEXAMPLE".utf8)
        s = Signer(
            principal: "dev", policy: .everything,
            secrets: [
                SigningSecret(
                    KeyMaterial(byteCount: k.count) { (b: inout MutableSpan<UInt8>) in for i in b.indices { b[i] = k[i] } }, digest: digest)
            ])
    }
    func signer(_ id: String) -> Signer? { id == "AKIDEXAMPLE" ? s : nil }
}
