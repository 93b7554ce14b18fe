// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

extension KeyService {
    /// Makes a data key as ``generateDataKey(under:byteCount:context:for:)`` does, and keeps it, sealed.
    ///
    /// - Parameters:
    ///   - selector: the CMK that seals it.
    ///   - byteCount: 1 to 1024; nil for the length of the edition's keys.
    ///   - context: bound to the message handed out, and not kept: ``dataKeyPlaintext(_:for:)`` does without it.
    ///   - request: name, description and labels.
    ///   - caller: on whose behalf; stands in the audit record.
    /// - Returns: the data key, in clear and sealed, and what is kept of it.
    /// - Throws: ``KeyServiceError/dataKey(_:)`` for name and description; ``KeyServiceError/tags(_:)``; else as
    ///   ``generateDataKey(under:byteCount:context:for:)``.
    public func generateHostedDataKey(
        under selector: KeySelector, byteCount: Int? = nil, context: EncryptionContext = .empty,
        as request: DataKeyRequest, for caller: Caller
    ) async throws(KeyServiceError) -> GeneratedDataKey {
        let byteCount = byteCount ?? edition.keyByteCount
        guard (1...KeyService.randomByteCountLimit).contains(byteCount) else { throw .invalidByteCount(byteCount) }
        let material = try engine { () throws(CryptoError) in try edition.makeSecret(byteCount: byteCount) }
        let hosted = try await host(
            material, as: request, from: .internal, by: .generateDataKey, under: selector, for: caller
        ) { bytes, key, derivation throws(KeyServiceError) in
            try seal(bytes, under: key, derivation: derivation, context: context).bytes
        }
        let sealed = try sealedMessage(of: hosted)
        return GeneratedDataKey(dataKey: DataKey(sealed: sealed, material: material), hosted: hosted)
    }

    /// Keeps a data key that was made elsewhere.
    ///
    /// - Parameters:
    ///   - plaintext: the data key, 1 to 1024 bytes.
    ///   - selector: the CMK that is to seal it.
    ///   - request: name, description and labels.
    ///   - caller: on whose behalf; stands in the audit record.
    /// - Returns: the data key as hosted.
    /// - Throws: ``KeyServiceError/dataKey(_:)`` for what was brought, name and description;
    ///   ``KeyServiceError/tags(_:)``; ``KeyServiceError/refusedByState(_:state:action:)``;
    ///   ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/store(_:)``; ``KeyServiceError/engine(_:)``.
    public func importDataKey(
        _ plaintext: borrowing KeyMaterial, under selector: KeySelector, as request: DataKeyRequest, for caller: Caller
    ) async throws(KeyServiceError) -> HostedDataKey {
        try KeyService.check(importedByteCount: plaintext.byteCount)
        return try await host(
            plaintext, as: request, from: .external, by: .importDataKey, under: selector, for: caller
        ) { bytes, key, derivation throws(KeyServiceError) in
            try seal(bytes, under: key, derivation: derivation, context: .empty).bytes
        }
    }

    /// Keeps a data key that this service sealed before, without an encryption context.
    ///
    /// - Parameters:
    ///   - message: the sealed data key as bytes; ``message(fromText:)`` reads the text form.
    ///   - selector: the CMK that it must be under; nil for whichever it is under.
    ///   - request: name, description and labels.
    ///   - caller: on whose behalf; stands in the audit record.
    /// - Returns: the data key as hosted.
    /// - Throws: as importing a plaintext.
    public func importDataKey(
        sealed message: [UInt8], under selector: KeySelector? = nil, as request: DataKeyRequest, for caller: Caller
    ) async throws(KeyServiceError) -> HostedDataKey {
        let keyID = try unfitUnlessOpened { () throws(FormatError) in
            try boxes.header(of: message.span, as: .message).id
        }
        if let selector {
            let named = try await current(selector, by: .importDataKey, for: caller).id
            try await recordingRefusal(by: .importDataKey, of: named, for: caller) { () throws(KeyServiceError) in
                guard named == keyID else { throw .dataKey(.unfitImport(.otherKey(keyID))) }
            }
        }
        let material = try await attempting { () async throws(KeyServiceError) in
            let key = try await current(.id(keyID), by: .importDataKey, for: caller)
            // What is kept can be had in clear later: so it takes the right to open it, too.
            try await authorise(
                caller.acting(as: .decrypt), on: key, selectedBy: .id(keyID), by: .importDataKey)
            return try await recordingRefusal(by: .importDataKey, of: keyID, for: caller) {
                () async throws(KeyServiceError) in
                try key.demand(.importDataKey)
                let material = try await open(message, under: key, pairs: .empty)
                try KeyService.check(importedByteCount: material.byteCount)
                return material
            }
        }
        return try await host(
            material, as: request, from: .external, by: .importDataKey, under: .id(keyID), for: caller
        ) { _, _, _ throws(KeyServiceError) in message }
    }

    /// A hosted data key in clear, and as it was sealed for its maker.
    ///
    /// Its record is written before it is handed out, and only if neither the data key nor its CMK changed meanwhile. A
    /// refusal is recorded, too.
    ///
    /// - Parameters:
    ///   - id: the data key, `Enabled`; its CMK must be able to decrypt.
    ///   - caller: on whose behalf; stands in the audit record.
    /// - Returns: the data key, in clear and sealed.
    /// - Throws: ``KeyServiceError/dataKey(_:)``; ``KeyServiceError/refusedByState(_:state:action:)`` by the CMK;
    ///   ``KeyServiceError/store(_:)``; ``KeyServiceError/engine(_:)``.
    public func dataKeyPlaintext(
        _ id: DataKeyID, for caller: Caller
    ) async throws(KeyServiceError) -> DataKey {
        try await attempting { () async throws(KeyServiceError) in
            let (found, key) = try await currentDataKey(id, by: .getDataKeyPlaintext, for: caller)
            let material = try await recordingRefusal(
                by: .getDataKeyPlaintext, of: key.id, dataKey: id, for: caller
            ) { () async throws(KeyServiceError) in
                try key.demand(.getDataKeyPlaintext)
                try found.demand(.getDataKeyPlaintext)
                return try await open(found, under: key)
            }
            try await commit(
                StoreChange(
                    key: nil,
                    demanding: [.key(key.id, revision: key.revision), .dataKey(id, revision: found.revision)],
                    audit: audit(.getDataKeyPlaintext, key: key.id, dataKey: id, for: caller, at: clock.now)))
            return DataKey(sealed: try sealedMessage(of: found), material: material)
        }
    }

    /// The message that the maker of a hosted data key got; opening it needs the maker's context.
    ///
    /// - Throws: ``KeyServiceError/dataKey(_:)``; ``KeyServiceError/store(_:)``.
    public func dataKeyCiphertext(
        _ id: DataKeyID, for caller: Caller
    ) async throws(KeyServiceError) -> SealedMessage {
        let (found, key) = try await currentDataKey(id, by: .getDataKeyCiphertextBlob, for: caller)
        try await recordingRefusal(by: .getDataKeyCiphertextBlob, of: key.id, dataKey: id, for: caller) {
            () throws(KeyServiceError) in try found.demand(.getDataKeyCiphertextBlob)
        }
        return try sealedMessage(of: found)
    }
}

extension KeyService {
    /// What the hosted box of a data key is bound to: taken for another data key's, it does not open.
    private func hostedPairs(_ id: DataKeyID) -> Pairs { ["data-key": id.description] }

    /// Seals a data key for hosting, and keeps it, if its CMK did not change meanwhile. What its maker gets is what
    /// `message` makes of the data key, its CMK and that key's derivation.
    private func host(
        _ material: borrowing KeyMaterial, as request: DataKeyRequest, from origin: KeyOrigin, by action: KeyAction,
        under selector: KeySelector, for caller: Caller,
        message: (Span<UInt8>, CustomerMasterKey, any KeyDerivation) throws(KeyServiceError) -> [UInt8]
    ) async throws(KeyServiceError) -> HostedDataKey {
        try request.check()
        try await freeName(request.name, for: caller)
        let id = try engine { () throws(CryptoError) in try UniqueID.random(from: edition) }
        do throws(KeyServiceError) {
            return try await attempting { () async throws(KeyServiceError) in
                let found = try await current(selector, by: action, for: caller)
                let (dataKey, revision) = try await recordingRefusal(by: action, of: found.id, for: caller) {
                    () async throws(KeyServiceError) in
                    try found.demand(action)
                    let key = try await rotatedIfDue(found, for: caller)
                    let derivation = try await derivation(of: key, version: key.version)
                    let dataKey = HostedDataKey(
                        id: id, keyID: key.id, byteCount: material.byteCount, request: request, origin: origin,
                        createdAt: clock.now, createdBy: caller.principal,
                        message: try material.withBytes { bytes throws(KeyServiceError) in
                            try message(bytes, key, derivation)
                        },
                        hosted: try engine { () throws(CryptoError) in
                            try boxes.seal(
                                material, as: .message, under: derivation, id: key.id, version: key.version,
                                pairs: hostedPairs(id))
                        })
                    return (dataKey, key.revision)
                }
                try await commit(
                    StoreChange(
                        key: nil, dataKey: .insert(dataKey), demanding: [.key(found.id, revision: revision)],
                        audit: audit(action, key: found.id, dataKey: id, for: caller, at: dataKey.createdAt)))
                return dataKey
            }
        } catch .store(.dataKeyNameTaken) {
            throw .dataKey(.nameTaken(request.name))
        }
    }

    /// Opens a message of a key under the version that it names.
    private func open(
        _ message: [UInt8], under key: CustomerMasterKey, pairs: Pairs
    ) async throws(KeyServiceError) -> KeyMaterial {
        let header = try unfitUnlessOpened { () throws(FormatError) in try boxes.header(of: message.span, as: .message)
        }
        guard header.id == key.id, header.version >= 1, header.version <= key.version else {
            throw .dataKey(.unfitImport(.message(.doesNotOpen)))
        }
        let derivation = try await derivation(of: key, version: header.version)
        return try unfitUnlessOpened { () throws(FormatError) in
            try boxes.openMaterial(message.span, as: .message, under: derivation, pairs: pairs)
        }
    }

    /// Opens the hosted box.
    ///
    /// - Throws: ``KeyStoreError/damaged(_:)`` when the row was altered, or swapped with another's.
    private func open(
        _ dataKey: HostedDataKey, under key: CustomerMasterKey
    ) async throws(KeyServiceError) -> KeyMaterial {
        do throws(KeyServiceError) {
            return try await open(dataKey.hosted.bytes, under: key, pairs: hostedPairs(dataKey.id))
        } catch .dataKey(.unfitImport) {
            throw .store(.damaged("the data key \(dataKey.id) does not open under its key"))
        }
    }

    /// Runs `body`; what it cannot read is no data key to be hosted.
    private func unfitUnlessOpened<Result: ~Copyable>(
        _ body: () throws(FormatError) -> Result
    ) throws(KeyServiceError) -> Result {
        do throws(FormatError) {
            return try body()
        } catch .engine(let error) {
            throw .engine(error)
        } catch {
            throw .dataKey(.unfitImport(.message(error)))
        }
    }

    /// - Throws: ``KeyStoreError/damaged(_:)`` when the stored message is none of this edition.
    private func sealedMessage(of dataKey: HostedDataKey) throws(KeyServiceError) -> SealedMessage {
        let bytes = dataKey.message.bytes
        guard let header = try? boxes.header(of: bytes.span, as: .message), header.id == dataKey.keyID else {
            throw .store(.damaged("the message of the data key \(dataKey.id) is none"))
        }
        return sealedMessage(bytes, id: header.id, version: header.version)
    }

    private static func check(importedByteCount: Int) throws(KeyServiceError) {
        guard (1...randomByteCountLimit).contains(importedByteCount) else {
            throw .dataKey(.unfitImport(.wrongByteCount(importedByteCount)))
        }
    }
}
