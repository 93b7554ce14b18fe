// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension KeyService {
    /// Seals a message under the newest version of a key.
    ///
    /// - Parameters:
    ///   - plaintext: 1 to 4096 bytes.
    ///   - selector: the key.
    ///   - context: bound to the message, not stored in it; must be given again to open it.
    ///   - caller: on whose behalf; stands in the record of this use.
    /// - Returns: the message, as bytes and as text.
    /// - Throws: ``KeyServiceError/invalidPlaintextLength(byteCount:)``;
    ///   ``KeyServiceError/refusedByState(_:state:action:)``; ``KeyServiceError/keyNotFound(_:)``;
    ///   ``KeyServiceError/store(_:)``, also when the use cannot be recorded; ``KeyServiceError/engine(_:)``.
    public func encrypt(
        _ plaintext: [UInt8], under selector: KeySelector, context: EncryptionContext = .empty, for caller: Caller
    ) async throws(KeyServiceError) -> SealedMessage {
        guard (1...KeyService.plaintextByteCountLimit).contains(plaintext.count) else {
            throw .invalidPlaintextLength(byteCount: plaintext.count)
        }
        return try await use(by: .encrypt, for: caller) { use throws(KeyServiceError) in
            let (key, derivation) = try await sealingKey(selector, in: &use, demanding: .encrypt)
            return try seal(plaintext.span, under: key, derivation: derivation, context: context)
        }
    }

    /// Opens a message: finds its key and version in the message itself.
    ///
    /// - Parameters:
    ///   - message: the box as bytes; ``message(fromText:)`` reads the text form.
    ///   - context: the one given at encryption.
    ///   - caller: on whose behalf; stands in the record of this use.
    /// - Returns: the plaintext, and the key it was under.
    /// - Throws: ``KeyServiceError/invalidCiphertext(_:)``; ``KeyServiceError/keyNotFound(_:)``;
    ///   ``KeyServiceError/refusedByState(_:state:action:)``; ``FormatError/doesNotOpen`` in it is one reason for
    ///   damage, another context and other material.
    public func decrypt(
        _ message: [UInt8], context: EncryptionContext = .empty, for caller: Caller
    ) async throws(KeyServiceError) -> OpenedMessage {
        try await use(by: .decrypt, for: caller) { use throws(KeyServiceError) in
            let (header, derivation) = try await openingKey(of: message, in: &use)
            let plaintext = try opened { () throws(FormatError) in
                try boxes.open(message.span, as: .message, under: derivation, pairs: context.pairs)
            }
            return OpenedMessage(plaintext: plaintext, keyID: header.id)
        }
    }

    /// Seals a message anew under another key, the newest version, or another context; its plaintext stays inside.
    ///
    /// - Parameters:
    ///   - message: the box as bytes.
    ///   - sourceContext: the context given at encryption.
    ///   - selector: the destination; nil for the key the message is under.
    ///   - context: the new message's context.
    ///   - caller: on whose behalf; stands in the record of this use.
    /// - Returns: the new message; or the very one given, when key, version and context were already right.
    /// - Throws: as ``decrypt(_:context:for:)`` for the source and ``encrypt(_:under:context:for:)`` for the destination.
    public func reEncrypt(
        _ message: [UInt8], sourceContext: EncryptionContext = .empty, under selector: KeySelector? = nil,
        context: EncryptionContext = .empty, for caller: Caller
    ) async throws(KeyServiceError) -> ReEncryptedMessage {
        try await use(by: .reEncrypt, for: caller) { use throws(KeyServiceError) in
            let (header, opening) = try await openingKey(of: message, in: &use)
            // Both keys are asked for first: a refusal says nothing of what the message would have held.
            let (key, sealing) = try await sealingKey(selector ?? .id(header.id), in: &use, demanding: .reEncrypt)
            let plaintext = try opened { () throws(FormatError) in
                try boxes.openMaterial(message.span, as: .message, under: opening, pairs: sourceContext.pairs)
            }
            if key.id == header.id, key.version == header.version, sourceContext.pairs == context.pairs {
                let unchanged = sealedMessage(message, id: key.id, version: key.version)
                return ReEncryptedMessage(message: unchanged, sourceKeyID: header.id, isReEncrypted: false)
            }
            let sealed = try plaintext.withBytes { bytes throws(KeyServiceError) in
                try seal(bytes, under: key, derivation: sealing, context: context)
            }
            return ReEncryptedMessage(message: sealed, sourceKeyID: header.id, isReEncrypted: true)
        }
    }

    /// Reads the text form of a message of this edition.
    ///
    /// - Throws: ``KeyServiceError/invalidCiphertext(_:)``.
    public func message(fromText text: String) throws(KeyServiceError) -> [UInt8] {
        do throws(FormatError) { return try BoxText.decode(text) } catch { throw .invalidCiphertext(error) }
    }
}

extension KeyService {
    /// The key that seals now, rotated first when that is due, and its derivation.
    func sealingKey(
        _ selector: KeySelector, in use: inout UseDraft, demanding action: KeyAction
    ) async throws(KeyServiceError) -> (CustomerMasterKey, any KeyDerivation) {
        let found = try await key(selector, in: &use, demanding: action)
        let key = try await rotatedIfDue(found, for: use.caller)
        use.moveOn(to: key)
        return (key, try await derivation(of: key, version: key.version))
    }

    /// The key that a message names, when it may open it.
    func openingKey(
        of message: [UInt8], in use: inout UseDraft
    ) async throws(KeyServiceError) -> (BoxHeader, any KeyDerivation) {
        let header = try opened { () throws(FormatError) in try boxes.header(of: message.span, as: .message) }
        let key = try await key(.id(header.id), in: &use, demanding: .decrypt)
        // A version that the key never had is one reason with a commitment that does not match (formats.md §1).
        guard header.version >= 1, header.version <= key.version else { throw .invalidCiphertext(.doesNotOpen) }
        return (header, try await derivation(of: key, version: header.version))
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

    /// The keyed derivation of one version of a key's material: the cached one, or one made from the unwrapped material.
    func derivation(
        of key: CustomerMasterKey, version: UInt32
    ) async throws(KeyServiceError) -> any KeyDerivation {
        if let derivation = cache.derivation(of: key, version: version) { return derivation }
        let material = try await secret(SecretName(kind: .material, id: key.id, version: version), of: key)
        let derivation = try engine { () throws(CryptoError) in try edition.makeDerivation(key: material) }
        cache.keep(derivation, of: key, version: version)
        return derivation
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
