// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
internal import KeyManagement

/// The format of messages under a CMK (formats.md §1), which integrators reach only through a key service and its store.
/// May be shared between threads.
public struct MessageFormat: Sendable {
    private let format: BoxFormat
    private let derivation: any KeyDerivation
    private let id: UniqueID

    /// The messages of one new key, its derivation keyed once.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``; ``CryptoError/backend(_:)``.
    public init(edition: any CryptoEdition) throws(CryptoError) {
        format = BoxFormat(edition: edition)
        derivation = try edition.makeDerivation(key: edition.makeKey())
        id = try .random(from: edition)
    }

    /// Seals one message with an empty context.
    ///
    /// - Throws: ``CryptoError``, as the format.
    public func seal(_ plaintext: [UInt8]) throws(CryptoError) -> [UInt8] { try seal(plaintext.span) }

    /// Opens one message.
    ///
    /// - Throws: `FormatError`.
    public func open(_ message: [UInt8]) throws -> [UInt8] {
        try format.open(message.span, as: .message, under: derivation, pairs: .empty)
    }

    func seal(_ plaintext: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        try format.seal(plaintext, as: .message, under: derivation, id: id, version: 1, pairs: .empty)
    }
}
