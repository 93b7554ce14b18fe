// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import KeyManagement

/// How a command ends. The numbers are those of sysexits.h.
enum ExitStatus: Int32 {
    /// Done.
    case success = 0
    /// The command line or the configuration is wrong.
    case usage = 64
    /// The input is wrong: damaged, of another edition, too long.
    case badData = 65
    /// There is no such key or file.
    case notFound = 66
    /// Something failed that should not: the engine, the store, the disk.
    case internalError = 70
    /// A rule forbids it: the key's state, other material, a module that is required and absent.
    case refused = 77
    /// Stopped by Ctrl-C.
    case interrupted = 130
}

/// A command's own failure, with its text and status.
struct CommandFailure: Error, CustomStringConvertible {
    let status: ExitStatus
    let description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}

extension ExitStatus {
    /// The status that says what kind of failure this is.
    init(for error: any Error) {
        self =
            switch error {
            case let failure as CommandFailure: failure.status
            case let error as KeyServiceError: ExitStatus(for: error)
            case let error as CryptoError: ExitStatus(for: error)
            case let error as KeyStoreError: ExitStatus(for: error)
            case let error as SettingsError: ExitStatus(for: error)
            case is ContextError: .usage
            case is FormatError, is FileFormatError: .badData
            case let error as RootKeyError: ExitStatus(for: error)
            case is CancellationError: .interrupted
            default: .internalError
            }
    }

    private init(for error: SettingsError) {
        self =
            switch error {
            case .noFile: .notFound
            case .unreadable(_, let failure): failure.code == EACCES ? .refused : .notFound
            default: .usage
            }
    }

    private init(for error: RootKeyError) {
        self =
            switch error {
            case .missing: .notFound
            case .malformed, .wrongKeyLength: .badData
            default: .refused
            }
    }

    private init(for error: KeyServiceError) {
        self =
            switch error {
            case .keyNotFound: .notFound
            case .invalidKeyID, .invalidAlias, .descriptionTooLong, .invalidPendingWindow, .invalidRotationPeriod,
                .invalidByteCount, .invalidContext, .malformedCheckValue, .invalidValidTo, .unsupportedWrapping:
                .usage
            case .invalidCiphertext, .invalidPlaintextLength, .wrongMaterialLength, .unfitMaterial, .invalidToken,
                .materialNotUnwrapped, .checkValueMismatch:
                .badData
            case .store(let error): ExitStatus(for: error)
            case .engine(let error): ExitStatus(for: error)
            case .busy: .internalError
            default: .refused
            }
    }

    private init(for error: CryptoError) {
        self =
            switch error {
            case .unknownEdition: .usage
            case .authenticationFailed, .wrongKeyLength, .unwrapFailed, .malformedKey, .tooLong: .badData
            case .unsupportedAlgorithm, .moduleUnavailable, .selfTestFailed, .keyExhausted: .refused
            default: .internalError
            }
    }

    private init(for error: KeyStoreError) {
        self =
            switch error {
            case .unfit, .aliasTaken: .refused
            default: .internalError
            }
    }
}
