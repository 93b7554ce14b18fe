// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension KeyService {
    /// Seals a message under the newest version of a key.
    ///
    /// - Parameters:
    ///   - plaintext: 1 to 4096 bytes.
    ///   - selector: the key.
    ///   - context: bound to the message, not stored in it; must be given again to open it.
    ///   - caller: on whose behalf; its request ID stands in the records of what falls due at this use.
    /// - Returns: the message, as bytes and as text.
    /// - Throws: ``KeyServiceError/invalidPlaintextLength(byteCount:)``;
    ///   ``KeyServiceError/refusedByState(_:state:action:)``; ``KeyServiceError/keyNotFound(_:)``;
    ///   ``KeyServiceError/store(_:)``; ``KeyServiceError/engine(_:)``.
    public func encrypt(
        _ plaintext: [UInt8], under selector: KeySelector, context: EncryptionContext = .empty, for caller: Caller
    ) async throws(KeyServiceError) -> SealedMessage {
        guard (1...KeyService.plaintextByteCountLimit).contains(plaintext.count) else {
            throw .invalidPlaintextLength(byteCount: plaintext.count)
        }
        let (key, derivation) = try await sealingKey(selector, for: .encrypt, caller: caller)
        return try seal(plaintext.span, under: key, derivation: derivation, context: context)
    }

    /// Opens a message: finds its key and version in the message itself.
    ///
    /// - Parameters:
    ///   - message: the box as bytes; ``message(fromText:)`` reads the text form.
    ///   - context: the one given at encryption.
    ///   - caller: on whose behalf; its request ID stands in the records of what falls due at this use.
    /// - Returns: the plaintext, and the key it was under.
    /// - Throws: ``KeyServiceError/invalidCiphertext(_:)``; ``KeyServiceError/keyNotFound(_:)``;
    ///   ``KeyServiceError/refusedByState(_:state:action:)``; ``FormatError/doesNotOpen`` in it is one reason for
    ///   damage, another context and other material.
    public func decrypt(
        _ message: [UInt8], context: EncryptionContext = .empty, for caller: Caller
    ) async throws(KeyServiceError) -> OpenedMessage {
        let (header, derivation) = try await openingKey(of: message, caller: caller)
        let plaintext = try opened { () throws(FormatError) in
            try boxes.open(message.span, as: .message, under: derivation, pairs: context.pairs)
        }
        return OpenedMessage(plaintext: plaintext, keyID: header.id)
    }

    /// Seals a message anew under another key, the newest version, or another context; its plaintext stays inside.
    ///
    /// - Parameters:
    ///   - message: the box as bytes.
    ///   - sourceContext: the context given at encryption.
    ///   - selector: the destination; nil for the key the message is under.
    ///   - context: the new message's context.
    ///   - caller: on whose behalf; its request ID stands in the records of what falls due at this use.
    /// - Returns: the new message; or the very one given, when key, version and context were already right.
    /// - Throws: as ``decrypt(_:context:for:)`` for the source and ``encrypt(_:under:context:for:)`` for the destination.
    public func reEncrypt(
        _ message: [UInt8], sourceContext: EncryptionContext = .empty, under selector: KeySelector? = nil,
        context: EncryptionContext = .empty, for caller: Caller
    ) async throws(KeyServiceError) -> ReEncryptedMessage {
        let (header, opening) = try await openingKey(of: message, caller: caller)
        let plaintext = try opened { () throws(FormatError) in
            try boxes.openMaterial(message.span, as: .message, under: opening, pairs: sourceContext.pairs)
        }
        let (key, sealing) = try await sealingKey(selector ?? .id(header.id), for: .reEncrypt, caller: caller)
        if key.id == header.id, key.version == header.version, sourceContext.pairs == context.pairs {
            let unchanged = sealedMessage(message, id: key.id, version: key.version)
            return ReEncryptedMessage(message: unchanged, sourceKeyID: header.id, isReEncrypted: false)
        }
        let sealed = try plaintext.withBytes { bytes throws(KeyServiceError) in
            try seal(bytes, under: key, derivation: sealing, context: context)
        }
        return ReEncryptedMessage(message: sealed, sourceKeyID: header.id, isReEncrypted: true)
    }

    /// Reads the text form of a message of this edition.
    ///
    /// - Throws: ``KeyServiceError/invalidCiphertext(_:)``.
    public func message(fromText text: String) throws(KeyServiceError) -> [UInt8] {
        do throws(FormatError) { return try BoxText.decode(text) } catch { throw .invalidCiphertext(error) }
    }
}

extension KeyService {
    /// The key that seals now, and its derivation.
    func sealingKey(
        _ selector: KeySelector, for action: KeyAction, caller: Caller
    ) async throws(KeyServiceError) -> (CustomerMasterKey, any KeyDerivation) {
        try await attempting { () async throws(KeyServiceError) in
            let found = try await current(selector, for: caller)
            try found.demand(action)
            let key = try await rotatedIfDue(found, for: caller)
            return (key, try await derivation(of: key, version: key.version))
        }
    }

    /// The key that a message names, when it may open it.
    func openingKey(
        of message: [UInt8], caller: Caller
    ) async throws(KeyServiceError) -> (BoxHeader, any KeyDerivation) {
        let header: BoxHeader
        do throws(FormatError) { header = try boxes.header(of: message.span, as: .message) } catch {
            throw failure(error)
        }
        return try await attempting { () async throws(KeyServiceError) in
            let key = try await current(.id(header.id), for: caller)
            try key.demand(.decrypt)
            // A version that the key never had is one reason with a commitment that does not match (formats.md §1).
            guard header.version >= 1, header.version <= key.version else { throw .invalidCiphertext(.doesNotOpen) }
            return (header, try await derivation(of: key, version: header.version))
        }
    }

    /// Seals a message under one version of a key.
    func seal(
        _ plaintext: Span<UInt8>, under key: CustomerMasterKey, derivation: any KeyDerivation,
        context: EncryptionContext
    ) throws(KeyServiceError) -> SealedMessage {
        let bytes: [UInt8]
        do throws(CryptoError) {
            bytes = try boxes.seal(
                plaintext, as: .message, under: derivation, id: key.id, version: key.version,
                pairs: context.pairs)
        } catch {
            throw .engine(error)
        }
        return sealedMessage(bytes, id: key.id, version: key.version)
    }

    /// The message of these bytes, which are sealed under that version of a key.
    func sealedMessage(_ bytes: [UInt8], id: KeyID, version: UInt32) -> SealedMessage {
        SealedMessage(
            bytes: bytes, text: BoxText.encode(bytes.span, edition: edition.edition), keyID: id, keyVersion: version)
    }

    /// The keyed derivation of one version of a key's material.
    func derivation(
        of key: CustomerMasterKey, version: UInt32
    ) async throws(KeyServiceError) -> any KeyDerivation {
        let material = try await secret(SecretName(kind: .material, id: key.id, version: version), of: key)
        do throws(CryptoError) { return try edition.makeDerivation(key: material) } catch { throw .engine(error) }
    }

    func opened<Result: ~Copyable>(
        _ body: () throws(FormatError) -> Result
    ) throws(KeyServiceError) -> Result {
        do throws(FormatError) { return try body() } catch { throw failure(error) }
    }

    private func failure(_ error: FormatError) -> KeyServiceError {
        if case .engine(let reason) = error { .engine(reason) } else { .invalidCiphertext(error) }
    }
}

extension CustomerMasterKey {
    /// Whether usage and state allow a use that changes nothing.
    ///
    /// - Throws: ``KeyServiceError/wrongUsage(_:action:)``; ``KeyServiceError/refusedByState(_:state:action:)``.
    func demand(_ action: KeyAction) throws(KeyServiceError) {
        try demandUsage(for: action)
        if case .refused(let refusal) = KeyStateTable.outcome(of: action, in: state) {
            throw .refusedByState(refusal, state: state, action: action)
        }
    }
}
