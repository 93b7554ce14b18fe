// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CryptoEditions
import Foundation

/// `seal-ratio`: what `Encryptor.seal` costs over OpenSSL itself, both measured in turns in one process.
@main struct SealRatio: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal-ratio",
        abstract: "Compare Encryptor.seal (AES-256-GCM, edition fips) with bare EVP calls in a reused context.",
        discussion: """
            One process, one thread, A B A B …: each round times a batch of both. Exit status 1 when sealing 4 KiB \
            through Encryptor costs more than the limit times the bare calls.
            """)

    @Option(help: "Rounds per size; the medians are over these.")
    var rounds = 4001

    @Option(help: "The highest ratio at 4 KiB that passes.")
    var limit = 1.10

    @Flag(help: "Print JSON instead of a table.")
    var json = false

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds must be at least 1.") }
        guard limit > 0 else { throw ValidationError("--limit must be above 0.") }
    }

    func run() throws {
        let edition = try Edition.fips.load()
        let comparison = try SealComparison(edition: edition)
        let rows = try [32, 4096, 65536].map { try comparison.run(byteCount: $0, rounds: rounds) }
        let report = RatioReport(rounds: rounds, limit: limit, rows: rows)
        print(json ? try report.json() : report.table())
        guard report.passes else { throw ExitCode(1) }
    }
}
