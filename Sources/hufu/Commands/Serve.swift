// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import KMSServer
import KeyManagement
import Logging
import TencentKMS

/// `hufu serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the Tencent Cloud KMS API, for its unmodified SDKs and tccli.",
        usage: """
            hufu serve [--config <file>] [--set <key=value> ...]
            hufu serve --dev --edition <edition> [--env-file <file>]
            """,
        discussion: """
            Serves the store that the configuration names, over TLS where server.tls names a certificate, else over \
            HTTP on loopback. SIGTERM ends it when every request received is answered; SIGHUP makes it read \
            certificates and credentials again. Clients sign with what `hufu credential create` gave out.

            With --dev it makes a store of its own with a credential and a key, on loopback only, and forgets them all \
            at the end.

            Examples:
              hufu serve --config /etc/hufu/hufu.yaml
              hufu serve --dev --edition fips --env-file dev.env
            """)

    @Flag(help: "Serves a new store with a credential and a key, on loopback, until it ends.")
    var dev = false

    @Option(
        help: ArgumentHelp("With --dev: fips or sm-crypto.", valueName: "edition"),
        completion: .list(Edition.allCases.map(\.rawValue)))
    var edition: String?

    @Option(
        help: ArgumentHelp(
            "With --dev: writes the credential, the region, the key and the endpoint there, to be sourced by a shell.",
            valueName: "file"))
    var envFile: String?

    @OptionGroup var source: ConfigurationOptions

    func validate() throws {
        if dev, edition == nil {
            throw ValidationError("--dev needs an edition: --edition fips or --edition sm-crypto.")
        }
        if !dev, edition != nil || envFile != nil {
            throw ValidationError("--edition and --env-file belong to --dev; else the configuration says it all.")
        }
    }

    func run() async throws {
        if dev, let edition {
            try await DevelopmentServer(edition: try Edition(named: edition), envFile: envFile, source: source).run()
        } else {
            let settings = try await source.reader().read(needsStore: true)
            try await ServerComposition(settings: settings).run()
        }
    }
}
