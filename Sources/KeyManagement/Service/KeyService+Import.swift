// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

extension KeyService {
    /// Makes a wrapping key pair and a token for one import; both count for 24 hours, and void all earlier ones.
    ///
    /// The private key is erased when the import succeeds, with the fifth failure, with a newer pair, and at the first
    /// look at the key after the 24 hours.
    ///
    /// - Throws: ``KeyServiceError/notExternal(_:)``; ``KeyServiceError/unsupportedWrapping(_:)``;
    ///   ``KeyServiceError/refusedByState(_:state:action:)``; ``KeyServiceError/keyNotFound(_:)``;
    ///   ``KeyServiceError/importPairsExhausted`` when more callers wait for a pair than may;
    ///   ``KeyServiceError/store(_:)``; ``KeyServiceError/engine(_:)``.
    public func parametersForImport(
        _ selector: KeySelector, algorithm: WrappingAlgorithm, for caller: Caller
    ) async throws(KeyServiceError) -> ImportParameters {
        let found = try await current(selector, by: .getParametersForImport, for: caller)
        try found.demandExternal()
        try found.demand(.getParametersForImport)
        guard edition.wrappingAlgorithms.contains(algorithm) else { throw .unsupportedWrapping(algorithm.rawValue) }
        let pair = try await newPair(algorithm.keySpec)
        let issued = try issue(pair, algorithm: algorithm)
        return try await change(.id(found.id), by: .getParametersForImport, for: caller) {
            draft throws(KeyServiceError) in
            try draft.key.advance(.getParametersForImport)
            draft.endImport()
            let token = ImportToken(
                tokenID: issued.tokenID, keyID: draft.key.id, keyVersion: draft.key.version, pairID: issued.pairID,
                algorithm: algorithm, publicKeyHash: issued.publicKeyHash,
                expires: draft.now.adding(days: ImportToken.lifetimeInDays))
            draft.key.importSession = .init(
                tokenID: token.tokenID, pairID: token.pairID, algorithm: algorithm.rawValue, expires: token.expires)
            draft.storing = [issued.row]
            let box = try engine { () throws(CryptoError) in try vault.sealToken(token.pairs.bytes) }
            return ImportParameters(
                keyID: draft.key.id, keyVersion: draft.key.version, algorithm: algorithm,
                publicKeyDER: pair.publicKeyDER, token: BoxText.encode(box.span, edition: edition.edition),
                expires: token.expires,
                materialBitCount: edition.keyByteCount * 8)
        }
    }

    /// Fills an external key. What is imported first is bound to the key for ever.
    ///
    /// The material is proved before it counts: unwrapped as the token says, of the exact length, no text or constant,
    /// of the stated check value, the same as ever before, and good for a trial message. Importing the same material
    /// again is allowed and sets a new end of validity.
    ///
    /// - Throws: ``KeyServiceError/invalidToken``; ``KeyServiceError/tokenExpired(_:)``;
    ///   ``KeyServiceError/materialNotUnwrapped(attemptsLeft:)``;
    ///   ``KeyServiceError/wrongMaterialLength(requiredBits:actualBits:)``; ``KeyServiceError/unfitMaterial(_:)``;
    ///   ``KeyServiceError/checkValueMismatch``; ``KeyServiceError/materialMismatch(_:)``;
    ///   ``KeyServiceError/invalidValidTo``; ``KeyServiceError/malformedCheckValue``;
    ///   ``KeyServiceError/notExternal(_:)``; ``KeyServiceError/refusedByState(_:state:action:)``;
    ///   ``BindingError/boundToResource(_:)`` for an end of validity while a cloud resource uses the key.
    public func importKeyMaterial(
        _ request: ImportRequest, for caller: Caller
    ) async throws(KeyServiceError) -> ImportReceipt {
        try check(request)
        let token = try readToken(request.token)
        let verdict = try await change(request.key, by: .importKeyMaterial, for: caller) {
            draft throws(KeyServiceError) in
            try draft.key.demandExternal()
            try draft.key.advance(.importKeyMaterial)
            if request.validTo != nil { try draft.key.demandUnbound() }
            try draft.key.demandLive(token, at: draft.now)
            draft.isApproved = token.algorithm.isApproved
            do throws(KeyServiceError) {
                let material = try await unwrap(request.wrappedMaterial, by: token, into: draft.original)
                return ImportVerdict.imported(
                    try await bind(material, to: &draft, as: request, wrappedBy: token.algorithm))
            } catch .engine(.unwrapFailed) {
                return .notUnwrapped(attemptsLeft: draft.countFailedUnwrap())
            }
        }
        switch verdict {
        case .imported(let receipt): return receipt
        case .notUnwrapped(let attemptsLeft): throw .materialNotUnwrapped(attemptsLeft: attemptsLeft)
        }
    }

    /// Takes imported material away. The key keeps its metadata and waits in `PendingImport` for the same material.
    ///
    /// - Throws: ``KeyServiceError/notExternal(_:)``; ``KeyServiceError/refusedByState(_:state:action:)``;
    ///   ``BindingError/boundToResource(_:)``; ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/store(_:)``.
    @discardableResult
    public func deleteImportedKeyMaterial(
        _ selector: KeySelector, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await change(selector, by: .deleteImportedKeyMaterial, for: caller) { draft throws(KeyServiceError) in
            try draft.key.demandExternal()
            try draft.key.demand(.deleteImportedKeyMaterial)
            try draft.key.demandUnbound()
            draft.endMaterial(by: .deleteImportedKeyMaterial)
            return draft.key
        }
    }
}

/// What an import came to, when it is to be recorded.
private enum ImportVerdict {
    case imported(ImportReceipt)
    case notUnwrapped(attemptsLeft: Int)
}

/// A wrapping pair made for an import, its private key wrapped for the store.
private struct IssuedPair {
    let tokenID: UniqueID
    let pairID: UniqueID
    let publicKeyHash: String
    let row: WrappedSecret
}

extension KeyService {
    private func newPair(_ spec: WrappingKeySpec) async throws(KeyServiceError) -> any ImportKeyPair {
        if let importPairs, importPairs.spec == spec { return try await importPairs.pair() }
        return try engine { () throws(CryptoError) in try edition.makeImportKeyPair(spec) }
    }

    private func issue(_ pair: any ImportKeyPair, algorithm: WrappingAlgorithm) throws(KeyServiceError) -> IssuedPair {
        let tokenID = try engine { () throws(CryptoError) in try UniqueID.random(from: edition) }
        let pairID = try engine { () throws(CryptoError) in try UniqueID.random(from: edition) }
        let privateKey = try engine { () throws(CryptoError) in try pair.privateKey() }
        return IssuedPair(
            tokenID: tokenID, pairID: pairID, publicKeyHash: try publicKeyHash(of: pair),
            row: try vault.wrap(privateKey, as: SecretName(kind: .importKey, id: pairID, version: 0)))
    }

    private func publicKeyHash(of pair: any ImportKeyPair) throws(KeyServiceError) -> String {
        let digest = try engine { () throws(CryptoError) in try edition.hash(pair.publicKeyDER.span) }
        return digest.hexText
    }

    /// What can be refused before anything is unwrapped.
    private func check(_ request: ImportRequest) throws(KeyServiceError) {
        if let validTo = request.validTo, validTo <= clock.now || validTo.seconds > KeyService.latestValidTo {
            throw .invalidValidTo
        }
        if let stated = request.checkValue {
            guard stated.utf8.count == 16, stated.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
                throw .malformedCheckValue
            }
        }
    }

    /// 2038-01-18 16:00:00 UTC, the API's limit.
    static let latestValidTo: Int64 = 2_147_443_200

    private func readToken(_ text: String) throws(KeyServiceError) -> ImportToken {
        guard let box = try? BoxText.decode(text) else { throw .invalidToken }
        guard let pairs = Pairs(canonical: try vault.openToken(box)), let token = ImportToken(pairs: pairs) else {
            throw .invalidToken
        }
        return token
    }

    private func unwrap(
        _ wrapped: [UInt8], by token: ImportToken, into key: CustomerMasterKey
    ) async throws(KeyServiceError) -> KeyMaterial {
        let privateKey = try await secret(SecretName(kind: .importKey, id: token.pairID, version: 0), of: key)
        let pair = try engine { () throws(CryptoError) in
            try edition.loadImportKeyPair(token.algorithm.keySpec, privateKey: privateKey)
        }
        guard try publicKeyHash(of: pair) == token.publicKeyHash else { throw .invalidToken }
        do throws(CryptoError) {
            return try pair.unwrap(wrapped.span, algorithm: token.algorithm, keyByteCount: edition.keyByteCount)
        } catch .wrongKeyLength(let expected, let actual) {
            throw .wrongMaterialLength(requiredBits: expected * 8, actualBits: actual * 8)
        } catch {
            throw .engine(error)
        }
    }

    /// Proves the material and ties it to the key.
    private func bind(
        _ material: borrowing KeyMaterial, to draft: inout KeyDraft, as request: ImportRequest,
        wrappedBy algorithm: WrappingAlgorithm
    ) async throws(KeyServiceError) -> ImportReceipt {
        let identity = MaterialIdentity(edition: edition, keyID: draft.key.id, version: draft.key.version)
        if let objection = MaterialInspection.objection(to: material) { throw .unfitMaterial(objection) }
        let checkValue: String
        do throws(CryptoError) { checkValue = try identity.checkValue(of: material) } catch { throw .engine(error) }
        if let stated = request.checkValue, stated.lowercased() != checkValue { throw .checkValueMismatch }
        let fingerprint = try await fingerprint(of: material, as: identity)
        let known = draft.key.fingerprint
        if let known, !ConstantTime.areEqual(known.span, fingerprint.span) { throw .materialMismatch(draft.key.id) }
        try prove(material, for: draft.key)
        draft.storing = [
            try vault.wrap(
                material, as: SecretName(kind: .material, id: draft.key.id, version: draft.key.version),
                origin: .external)
        ]
        draft.endImport()
        draft.key.fingerprint = fingerprint
        draft.key.checkValue = checkValue
        draft.key.holdsMaterial = true
        draft.key.validTo = request.validTo
        return ImportReceipt(
            key: draft.key, checkValue: checkValue, isFirstImport: known == nil, algorithm: algorithm)
    }

    private func fingerprint(
        of material: borrowing KeyMaterial, as identity: MaterialIdentity
    ) async throws(KeyServiceError) -> [UInt8] {
        let name = SecretName(kind: .fingerprintKey, id: vault.identity.fingerprintKeyID, version: 0)
        let fingerprintKey = try await secret(name)
        do throws(CryptoError) {
            return try identity.fingerprint(of: material, under: fingerprintKey)
        } catch {
            throw .engine(error)
        }
    }

    /// Seals and opens a trial message.
    private func prove(_ material: borrowing KeyMaterial, for key: CustomerMasterKey) throws(KeyServiceError) {
        let probe = Array("hufu".utf8)
        do throws(CryptoError) {
            let derivation = try edition.makeDerivation(key: material)
            let box = try boxes.seal(
                probe.span, as: .message, under: derivation, id: key.id, version: key.version,
                pairs: EncryptionContext.empty.pairs)
            let opened = try? boxes.open(
                box.span, as: .message, under: derivation, pairs: EncryptionContext.empty.pairs)
            guard opened == probe else { throw .selfTestFailed(name: "trial message") }
        } catch {
            throw .engine(error)
        }
    }
}

extension KeyDraft {
    /// Counts a failed unwrap; at the limit the token dies and its private key goes. The key's state stays as it was.
    fileprivate mutating func countFailedUnwrap() -> Int {
        key = original
        key.revision += 1
        key.importSession?.failureCount += 1
        outcome = "DecryptMaterialError"
        guard let session = key.importSession else { return 0 }
        if session.isDead { removing = key.importKeyNames }
        return max(0, CustomerMasterKey.ImportSession.failureLimit - session.failureCount)
    }
}

extension CustomerMasterKey {
    /// The private key of the import under way.
    var importKeyNames: [SecretName] {
        importSession.map { [SecretName(kind: .importKey, id: $0.pairID, version: 0)] } ?? []
    }

    /// Whether the token is the one that counts for this key now.
    fileprivate func demandLive(_ token: ImportToken, at now: UnixTime) throws(KeyServiceError) {
        guard token.keyID == id, token.keyVersion == version else { throw .invalidToken }
        guard now < token.expires else { throw .tokenExpired(.expired) }
        guard let session = importSession, session.tokenID == token.tokenID, session.pairID == token.pairID else {
            throw .tokenExpired(.superseded)
        }
        guard !session.isDead else { throw .tokenExpired(.dead) }
        guard session.algorithm == token.algorithm.rawValue, session.expires == token.expires else {
            throw .invalidToken
        }
    }
}
