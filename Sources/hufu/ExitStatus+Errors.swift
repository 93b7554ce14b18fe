// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation
import KMSServer
import KeyManagement

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
            case is PolicyError: .badData
            case is FormatError, is FileFormatError: .badData
            case let error as RootKeyError: ExitStatus(for: error)
            case is ServerError: .refused
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
            case .keyNotFound, .dataKey(.notFound), .credentialNotFound: .notFound
            case .invalidCredentialName, .invalidGracePeriod: .usage
            case .invalidKeyID, .invalidAlias, .descriptionTooLong, .invalidPendingWindow, .invalidRotationPeriod,
                .invalidByteCount, .invalidContext, .malformedCheckValue, .invalidValidTo, .unsupportedWrapping,
                .wrongUsage, .unsupportedUsage, .externalUsage, .wrongAlgorithm, .tags, .batch:
                .usage
            case .invalidCiphertext, .invalidPlaintextLength, .wrongMaterialLength, .unfitMaterial, .invalidToken,
                .materialNotUnwrapped, .checkValueMismatch, .invalidMessageLength, .ciphertextTooLong, .notDecrypted:
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
            case .authenticationFailed, .wrongKeyLength, .unwrapFailed, .decryptionFailed, .wrongDigestLength,
                .malformedKey,
                .tooLong:
                .badData
            case .unsupportedAlgorithm, .moduleUnavailable, .selfTestFailed, .keyExhausted: .refused
            default: .internalError
            }
    }

    private init(for error: KeyStoreError) {
        self =
            switch error {
            case .unfit, .aliasTaken, .nameTaken: .refused
            default: .internalError
            }
    }
}
