// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import Foundation
import VectorSuites

/// The laboratory's command.
@main
struct HufuVectors: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hufu-vectors",
        abstract: "Runs official test vectors against production's own module.",
        discussion: """
            A first walk:
              hufu-vectors run vectors/
              hufu-vectors run vectors/ --report report/
              hufu-vectors acvp answer prompt.json -o response.json
              hufu-vectors verify-report report/

            Exit codes: 0 all passed, 1 something failed, 2 nothing was run,
            64 usage, 65 bad data, 66 not found, 70 internal, 77 refused.
            """,
        version: Laboratory.version,
        subcommands: [RunSuites.self, VerifyReport.self, ACVP.self, SM.self])

    /// Runs the command line; every failure ends with its own status and a text that says what to do.
    static func main() async {
        StandardStreams.holdPlaces()
        signal(SIGPIPE, SIG_IGN)
        do {
            let command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                var command = command
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    /// Help, usage and the like end as the argument parser ends them; everything else by its own status.
    private static func end(with error: any Error) -> Never {
        guard exitCode(for: error) == .failure, !(error is ExitCode) else { exit(withError: error) }
        Terminal.note("hufu-vectors: \(error)")
        Foundation.exit(ExitStatus(for: error).rawValue)
    }
}

extension ExitStatus {
    /// The status that says what kind of failure this is.
    init(for error: any Error) {
        self =
            switch error {
            case let failure as CommandFailure: failure.status
            case let error as VectorFileError: error.isMissing ? .notFound : .badData
            case is RunReport.ReadingError: .badData
            case is ACVPFailure: .refused
            case let error as RandomnessError: ExitStatus(for: error)
            case CryptoError.unknownEdition: .usage
            case is CryptoError: .refused
            case is CancellationError: .interrupted
            default: .internalError
            }
    }

    private init(for error: RandomnessError) {
        self =
            switch error {
            case .unsupportedLength, .unsupportedParameter: .usage
            case .unreadableFile: .notFound
            case .tooShort, .truncatedFile: .badData
            case .cancelled: .interrupted
            case .generatorFailed: .internalError
            }
    }
}
