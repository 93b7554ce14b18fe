// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import Foundation

/// The operator's command.
@main
struct Hufu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hufu",
        abstract: "Keys and encryption in two editions: FIPS (AES-256-GCM) and SM-CRYPTO (SM4-GCM).",
        discussion: """
            A first walk:
              hufu demo
              hufu init --edition fips --directory ./vault
              export HUFU_CONFIG=./vault/hufu.yaml
              hufu key create orders
              hufu encrypt --key alias/orders report.pdf

            Exit codes: 0 done, 64 usage, 65 bad data, 66 not found, 70 internal, 77 refused.
            """,
        version: "0.1.0",
        subcommands: Hufu.commands)

    /// Runs the command line; every failure ends with its own status and a text that says what to do.
    static func main() async {
        StandardStreams.holdPlaces()
        signal(SIGPIPE, SIG_IGN)
        _ = SecureMemory.hardenProcess()
        do {
            try await run(try parseAsRoot())
        } catch {
            end(with: error)
        }
    }

    /// Beside the caller, since a command is handed over to the library that runs it.
    @concurrent private static func run(_ command: sending any ParsableCommand) async throws {
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            var command = command
            try command.run()
        }
    }

    /// Help, usage and the like end as the argument parser ends them; everything else by its own status.
    private static func end(with error: any Error) -> Never {
        guard exitCode(for: error) == .failure, !(error is ExitCode) else { exit(withError: error) }
        Terminal.note("hufu: \(error)")
        Foundation.exit(ExitStatus(for: error).rawValue)
    }
}
