// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

extension KeyService {
    /// The public half of an asymmetric key, from its record: the private half is not touched.
    ///
    /// - Throws: ``KeyServiceError/wrongUsage(_:action:)`` for a symmetric key;
    ///   ``KeyServiceError/refusedByState(_:state:action:)``; ``KeyServiceError/keyNotFound(_:)``.
    public func publicKey(
        of selector: KeySelector, for caller: Caller
    ) async throws(KeyServiceError) -> PublicKeyInfo {
        let key = try await current(selector, by: .getPublicKey, for: caller)
        try key.demand(.getPublicKey)
        return PublicKeyInfo(keyID: key.id, usage: key.usage, der: try key.demandPublicKey())
    }

    /// Signs a message, or its digest.
    ///
    /// - Parameters:
    ///   - message: 1 to 4096 bytes; a digest has 32: SHA-256, or for SM2 e = SM3(Z ‖ M).
    ///   - form: which of both it is.
    ///   - selector: the key.
    ///   - algorithm: one that the key's usage takes.
    ///   - caller: on whose behalf.
    /// - Returns: the signature.
    /// - Throws: ``KeyServiceError/invalidMessageLength(byteCount:form:)``; ``KeyServiceError/wrongUsage(_:action:)``;
    ///   ``KeyServiceError/wrongAlgorithm(_:usage:)``; ``KeyServiceError/refusedByState(_:state:action:)``;
    ///   ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/store(_:)``; ``KeyServiceError/engine(_:)``.
    public func sign(
        _ message: [UInt8], as form: MessageForm = .raw, with selector: KeySelector, algorithm: SignatureAlgorithm,
        for caller: Caller
    ) async throws(KeyServiceError) -> KeySignature {
        try KeyService.check(message, as: form)
        return try await use(by: .signByAsymmetricKey, for: caller) { use throws(KeyServiceError) in
            use.isApproved = form.isApproved
            let key = try await key(selector, in: &use, demanding: .signByAsymmetricKey)
            try key.demand(algorithm)
            let pair = try await pair(of: key)
            let signature = try engine { () throws(CryptoError) in
                try pair.sign(message.span, as: form, algorithm: algorithm)
            }
            return KeySignature(keyID: key.id, bytes: signature)
        }
    }

    /// Whether a signature is the key's over a message, or over its digest; false for anything that is no signature.
    ///
    /// The private half is not touched.
    ///
    /// - Throws: as ``sign(_:as:with:algorithm:for:)``.
    public func verify(
        _ signature: [UInt8], of message: [UInt8], as form: MessageForm = .raw, with selector: KeySelector,
        algorithm: SignatureAlgorithm, for caller: Caller
    ) async throws(KeyServiceError) -> Bool {
        try KeyService.check(message, as: form)
        return try await use(by: .verifyByAsymmetricKey, for: caller) { use throws(KeyServiceError) in
            use.isApproved = form.isApproved
            let key = try await key(selector, in: &use, demanding: .verifyByAsymmetricKey)
            try key.demand(algorithm)
            let der = try key.demandPublicKey()
            return try engine { () throws(CryptoError) in
                try edition.loadPublicKey(algorithm.keySpec, publicKeyDER: der.span)
                    .verifies(signature.span, of: message.span, as: form, algorithm: algorithm)
            }
        }
    }

    /// Decrypts what was encrypted under a key's public half.
    ///
    /// - Parameters:
    ///   - ciphertext: 256 bytes for RSA-2048; for SM2 DER (GM/T 0009 §7.2) of at most 256 bytes.
    ///   - selector: the key.
    ///   - algorithm: one that the key's usage takes, and the edition as configured offers.
    ///   - caller: on whose behalf.
    /// - Returns: the plaintext, in locked memory.
    /// - Throws: ``KeyServiceError/notDecrypted``, one error for every ciphertext that does not decrypt;
    ///   ``KeyServiceError/ciphertextTooLong(byteCount:)``; ``KeyServiceError/wrongUsage(_:action:)``;
    ///   ``KeyServiceError/wrongAlgorithm(_:usage:)``; ``KeyServiceError/refusedByState(_:state:action:)``;
    ///   ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/store(_:)``; ``KeyServiceError/engine(_:)``.
    public func decrypt(
        _ ciphertext: [UInt8], with selector: KeySelector, algorithm: EncryptionAlgorithm, for caller: Caller
    ) async throws(KeyServiceError) -> DecryptedSecret {
        if algorithm.keySpec == .sm2, ciphertext.count > KeyService.sm2CiphertextByteCountLimit {
            throw .ciphertextTooLong(byteCount: ciphertext.count)
        }
        let action: KeyAction = algorithm.keySpec == .sm2 ? .asymmetricSm2Decrypt : .asymmetricRsaDecrypt
        return try await use(by: action, for: caller) { use throws(KeyServiceError) in
            use.isApproved = algorithm.isApproved
            let key = try await key(selector, in: &use, demanding: action)
            try key.demand(algorithm, of: edition)
            let pair = try await pair(of: key)
            do throws(CryptoError) {
                return DecryptedSecret(
                    keyID: key.id, plaintext: try pair.decrypt(ciphertext.span, algorithm: algorithm))
            } catch .decryptionFailed {
                throw KeyServiceError.notDecrypted
            } catch {
                throw KeyServiceError.engine(error)
            }
        }
    }
}

extension KeyService {
    /// The pair of an asymmetric key, its private half opened.
    private func pair(of key: CustomerMasterKey) async throws(KeyServiceError) -> any AsymmetricKey {
        guard let spec = key.usage.keySpec else { throw .store(.damaged("the key \(key.id) has no pair")) }
        let privateKey = try await secret(SecretName(kind: .material, id: key.id, version: key.version), of: key)
        let pair = try engine { () throws(CryptoError) in
            try edition.loadAsymmetricKey(spec, privateKey: privateKey)
        }
        guard pair.publicKeyDER == (try key.demandPublicKey()) else {
            throw .store(.damaged("the public key in the record of the key \(key.id) is not that of its private key"))
        }
        return pair
    }

    /// A new pair for a key that is to be asymmetric, nil for a symmetric one. The one place where pairs are made.
    ///
    /// RSA takes a core for some 0.3 s: where the service has a lane for that, the pair is made there.
    ///
    /// - Throws: ``KeyServiceError/unsupportedUsage(_:)``; ``KeyServiceError/externalUsage(_:)``;
    ///   ``KeyServiceError/engine(_:)``.
    func newPair(for request: KeyRequest) async throws(KeyServiceError) -> (any AsymmetricKey)? {
        guard let spec = request.usage.keySpec else { return nil }
        guard edition.asymmetricKeySpecs.contains(spec) else { throw .unsupportedUsage(request.usage) }
        guard request.origin == .internal else { throw .externalUsage(request.usage) }
        let maker = PairMaker(edition: edition, spec: spec)
        guard spec == .rsa2048, let lane = importPairs?.keyLane else { return try maker.make() }
        return try await lane.run(maker.make)
    }

    /// The private half of a new pair, wrapped for its row.
    func wrap(
        _ pair: any AsymmetricKey, for key: CustomerMasterKey
    ) throws(KeyServiceError) -> WrappedSecret {
        let privateKey = try engine { () throws(CryptoError) in try pair.privateKey() }
        return try vault.wrap(privateKey, as: SecretName(kind: .material, id: key.id, version: key.version))
    }

    private static func check(_ message: [UInt8], as form: MessageForm) throws(KeyServiceError) {
        let byteCounts =
            switch form {
            case .raw: 1...plaintextByteCountLimit
            case .digest: MessageDigest.byteCount...MessageDigest.byteCount
            }
        guard byteCounts.contains(message.count) else {
            throw .invalidMessageLength(byteCount: message.count, form: form)
        }
    }
}

extension CustomerMasterKey {
    /// - Throws: ``KeyServiceError/wrongAlgorithm(_:usage:)``.
    fileprivate func demand(_ algorithm: SignatureAlgorithm) throws(KeyServiceError) {
        guard usage.signatureAlgorithms.contains(algorithm) else {
            throw .wrongAlgorithm(algorithm.rawValue, usage: usage)
        }
    }

    /// - Throws: ``KeyServiceError/wrongAlgorithm(_:usage:)``.
    fileprivate func demand(
        _ algorithm: EncryptionAlgorithm, of edition: any CryptoEdition
    ) throws(KeyServiceError) {
        guard usage.encryptionAlgorithms.contains(algorithm), edition.encryptionAlgorithms.contains(algorithm) else {
            throw .wrongAlgorithm(algorithm.rawValue, usage: usage)
        }
    }

    /// - Throws: ``KeyStoreError/damaged(_:)`` when the record of an asymmetric key has none.
    fileprivate func demandPublicKey() throws(KeyServiceError) -> [UInt8] {
        guard let publicKeyDER else { throw .store(.damaged("the record of the key \(id) has no public key")) }
        return publicKeyDER
    }
}

/// Makes an asymmetric pair, wherever it is called.
private struct PairMaker: Sendable {
    let edition: any CryptoEdition
    let spec: AsymmetricKeySpec

    @Sendable func make() throws(KeyServiceError) -> any AsymmetricKey {
        do throws(CryptoError) { return try edition.makeAsymmetricKey(spec) } catch { throw .engine(error) }
    }
}
