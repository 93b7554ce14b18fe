// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// Asymmetric keys behind the one door, in both editions.
@Suite struct AsymmetricKeyTests {
    static let message = Array("a message to be signed".utf8)

    static func usages(of edition: Edition) -> [KeyUsage] {
        edition == .fips
            ? [.asymmetricDecryptRSA2048, .asymmetricSignVerifyECC, .asymmetricSignVerifyRSA2048]
            : [
                .asymmetricDecryptRSA2048, .asymmetricDecryptSM2, .asymmetricSignVerifySM2,
                .asymmetricSignVerifyRSA2048,
            ]
    }

    func key(_ usage: KeyUsage, _ fixture: KeyServiceFixture) async throws -> CustomerMasterKey {
        let alias = try KeyAlias(usage.rawValue.replacing("_", with: "-"))
        return try await fixture.service.createKey(KeyRequest(alias: alias, usage: usage), for: fixture.caller)
    }

    @Test(arguments: Edition.allCases)
    func `each edition makes its usages and refuses the others`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        for usage in KeyUsage.allCases where usage.keySpec != nil {
            guard Self.usages(of: edition).contains(usage) else {
                await #expect(throws: KeyServiceError.unsupportedUsage(usage)) { try await key(usage, fixture) }
                continue
            }
            let made = try await key(usage, fixture)
            #expect(made.usage == usage && made.state == .enabled && made.holdsMaterial)
            let info = try await fixture.service.publicKey(of: .id(made.id), for: fixture.caller)
            #expect(info.keyID == made.id && info.usage == usage && info.der == made.publicKeyDER)
            #expect(info.der.count == (usage.keySpec == .rsa2048 ? 294 : 91))
            let external = KeyRequest(alias: try KeyAlias("external"), origin: .external, usage: usage)
            await #expect(throws: KeyServiceError.externalUsage(usage)) {
                try await fixture.service.createKey(external, for: fixture.caller)
            }
        }
        #expect(try await fixture.key("symmetric").publicKeyDER == nil)
    }

    @Test(arguments: Edition.allCases)
    func `what a key signs it verifies, and nothing else`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        for usage in Self.usages(of: edition) where !usage.signatureAlgorithms.isEmpty {
            let made = try await key(usage, fixture)
            let selector = KeySelector.alias(made.alias)
            for algorithm in usage.signatureAlgorithms {
                for form in MessageForm.allCases {
                    let message = form == .raw ? Self.message : [UInt8](0..<32)
                    let signature = try await service.sign(
                        message, as: form, with: selector, algorithm: algorithm, for: caller)
                    #expect(signature.keyID == made.id)
                    #expect(
                        try await service.verify(
                            signature.bytes, of: message, as: form, with: selector, algorithm: algorithm, for: caller))
                    #expect(
                        try await !service.verify(
                            signature.bytes, of: [UInt8](1..<33), as: form, with: selector, algorithm: algorithm,
                            for: caller))
                    #expect(
                        try await !service.verify(
                            [], of: message, as: form, with: selector, algorithm: algorithm, for: caller))
                }
                for (byteCount, form) in [(0, MessageForm.raw), (4097, .raw), (31, .digest), (33, .digest)] {
                    let bytes = [UInt8](repeating: 1, count: byteCount)
                    let refusal = KeyServiceError.invalidMessageLength(byteCount: byteCount, form: form)
                    await #expect(throws: refusal) {
                        try await service.sign(bytes, as: form, with: selector, algorithm: algorithm, for: caller)
                    }
                    await #expect(throws: refusal) {
                        try await service.verify(
                            [1], of: bytes, as: form, with: selector, algorithm: algorithm, for: caller)
                    }
                }
            }
            for algorithm in SignatureAlgorithm.allCases where !usage.signatureAlgorithms.contains(algorithm) {
                await #expect(throws: KeyServiceError.wrongAlgorithm(algorithm.rawValue, usage: usage)) {
                    try await service.sign(Self.message, with: selector, algorithm: algorithm, for: caller)
                }
                await #expect(throws: KeyServiceError.wrongAlgorithm(algorithm.rawValue, usage: usage)) {
                    try await service.verify(
                        [1], of: Self.message, with: selector, algorithm: algorithm, for: caller)
                }
            }
        }
    }

    @Test(arguments: Edition.allCases)
    func `what is encrypted under its public key a key decrypts`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        for usage in Self.usages(of: edition) where !usage.encryptionAlgorithms.isEmpty {
            let made = try await key(usage, fixture)
            let selector = KeySelector.id(made.id)
            let der = try await service.publicKey(of: selector, for: caller).der
            for algorithm in usage.encryptionAlgorithms {
                guard fixture.edition.encryptionAlgorithms.contains(algorithm) else {
                    #expect(algorithm == .rsaesPKCS1v15 && edition == .fips)
                    await #expect(throws: KeyServiceError.wrongAlgorithm(algorithm.rawValue, usage: usage)) {
                        _ = try await service.decrypt([1], with: selector, algorithm: algorithm, for: caller)
                    }
                    continue
                }
                let ciphertext = try fixture.edition.encryptForRecipient(
                    KeyMaterial(knownBytes: Self.message), publicKeyDER: der.span, algorithm: algorithm)
                let secret = try await service.decrypt(ciphertext, with: selector, algorithm: algorithm, for: caller)
                #expect(secret.keyID == made.id && secret.plaintext.exposed() == Self.message)
                var altered = ciphertext
                altered[8] ^= 1
                for wrong in [[], [1], Array(ciphertext.dropLast()), altered] where algorithm != .rsaesPKCS1v15 {
                    await #expect(throws: KeyServiceError.notDecrypted) {
                        _ = try await service.decrypt(wrong, with: selector, algorithm: algorithm, for: caller)
                    }
                }
            }
        }
    }

    @Test func `an SM2 ciphertext has at most 256 bytes`() async throws {
        let fixture = try await KeyServiceFixture(.smCrypto)
        let made = try await key(.asymmetricDecryptSM2, fixture)
        await #expect(throws: KeyServiceError.ciphertextTooLong(byteCount: 257)) {
            _ = try await fixture.service.decrypt(
                [UInt8](repeating: 0, count: 257), with: .id(made.id), algorithm: .sm2ASN1, for: fixture.caller)
        }
        await #expect(throws: KeyServiceError.wrongAlgorithm("SM2", usage: .asymmetricDecryptSM2)) {
            _ = try await fixture.service.decrypt([4], with: .id(made.id), algorithm: .sm2, for: fixture.caller)
        }
    }

    /// §8 row 20 of the API's open questions: symmetric actions on asymmetric keys, and the other way round.
    @Test(arguments: Edition.allCases)
    func `every usage refuses the actions of the others`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let source = try await fixture.key("source")
        let sealed = try await fixture.service.encrypt([1], under: .id(source.id), for: fixture.caller)
        for usage in Self.usages(of: edition) + [.encryptDecrypt] {
            let made = try await key(usage, fixture)
            for action in Self.uses {
                let isRefused: Bool
                do throws(KeyServiceError) {
                    try await use(made.id, for: action, message: sealed.bytes, by: fixture)
                    isRefused = false
                } catch .wrongUsage(usage, action: action) {
                    isRefused = true
                } catch {
                    isRefused = false
                }
                #expect(isRefused == !usage.permits(action), "\(action) on \(usage)")
            }
        }
    }

    /// What is asked of keys of one kind only, and which kind: written out once more by hand.
    static let uses: [KeyAction] = [
        .encrypt, .reEncrypt, .generateDataKey, .enableKeyRotation, .rotateKey, .getPublicKey, .signByAsymmetricKey,
        .verifyByAsymmetricKey, .asymmetricRsaDecrypt, .asymmetricSm2Decrypt,
    ]

    @Test func `the actions of each usage are these`() {
        let symmetric: Set<KeyAction> = [
            .encrypt, .decrypt, .reEncrypt, .generateDataKey, .enableKeyRotation, .rotateKey,
        ]
        let signing: Set<KeyAction> = [.getPublicKey, .signByAsymmetricKey, .verifyByAsymmetricKey]
        let rows: [KeyUsage: Set<KeyAction>] = [
            .encryptDecrypt: symmetric, .asymmetricDecryptRSA2048: [.getPublicKey, .asymmetricRsaDecrypt],
            .asymmetricDecryptSM2: [.getPublicKey, .asymmetricSm2Decrypt], .asymmetricSignVerifySM2: signing,
            .asymmetricSignVerifyECC: signing, .asymmetricSignVerifyRSA2048: signing,
        ]
        #expect(Set(rows.keys) == Set(KeyUsage.allCases))
        for (usage, actions) in rows {
            for action in Self.uses + [.decrypt] {
                #expect(usage.permits(action) == actions.contains(action), "\(action) on \(usage)")
            }
            for action in [KeyAction.describeKey, .disableKey, .scheduleKeyDeletion, .updateAlias, .archiveKey] {
                #expect(usage.permits(action))
            }
        }
    }

    private func use(
        _ id: KeyID, for action: KeyAction, message: [UInt8], by fixture: KeyServiceFixture
    ) async throws(KeyServiceError) {
        let (service, caller, selector) = (fixture.service, fixture.caller, KeySelector.id(id))
        let signing = fixture.edition.edition == .fips ? SignatureAlgorithm.eccP256R1 : .sm2DSA
        switch action {
        case .encrypt: _ = try await service.encrypt([1], under: selector, for: caller)
        case .reEncrypt: _ = try await service.reEncrypt(message, under: selector, for: caller)
        case .generateDataKey: _ = try await service.generateDataKey(under: selector, for: caller)
        case .enableKeyRotation: try await service.enableKeyRotation(selector, for: caller)
        case .rotateKey: try await service.rotateKey(selector, rule: .operatorRequest, for: caller)
        case .getPublicKey: _ = try await service.publicKey(of: selector, for: caller)
        case .signByAsymmetricKey: _ = try await service.sign([1], with: selector, algorithm: signing, for: caller)
        case .verifyByAsymmetricKey:
            _ = try await service.verify([1], of: [1], with: selector, algorithm: signing, for: caller)
        case .asymmetricRsaDecrypt:
            _ = try await service.decrypt([1], with: selector, algorithm: .rsaesOAEPSHA256, for: caller)
        case .asymmetricSm2Decrypt:
            _ = try await service.decrypt([1], with: selector, algorithm: .sm2ASN1, for: caller)
        default: Issue.record("\(action) is none of these")
        }
    }

    /// §4.4: `Enabled` only; every other state answers `CmkStateNotSupport`.
    @Test(arguments: Edition.allCases)
    func `an asymmetric key works while it is enabled only`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let usage: KeyUsage = edition == .fips ? .asymmetricSignVerifyECC : .asymmetricSignVerifySM2
        let algorithm = usage.signatureAlgorithms[0]
        let selector = KeySelector.id(try await key(usage, fixture).id)
        let signature = try await service.sign(Self.message, with: selector, algorithm: algorithm, for: caller)
        func expectRefusals(in state: KeyState) async throws {
            #expect(try await service.describeKey(selector, for: caller).state == state)
            func refusal(_ action: KeyAction) -> KeyServiceError {
                .refusedByState(.cmkStateNotSupport, state: state, action: action)
            }
            await #expect(throws: refusal(.getPublicKey)) { try await service.publicKey(of: selector, for: caller) }
            await #expect(throws: refusal(.signByAsymmetricKey)) {
                try await service.sign(Self.message, with: selector, algorithm: algorithm, for: caller)
            }
            await #expect(throws: refusal(.verifyByAsymmetricKey)) {
                try await service.verify(
                    signature.bytes, of: Self.message, with: selector, algorithm: algorithm, for: caller)
            }
        }
        try await service.disableKey(selector, for: caller)
        try await expectRefusals(in: .disabled)
        try await service.scheduleKeyDeletion(selector, days: 7, for: caller)
        try await expectRefusals(in: .pendingDelete)
        try await service.cancelKeyDeletion(selector, for: caller)
        try await service.archiveKey(selector, for: caller)
        try await expectRefusals(in: .archived)
        try await service.cancelKeyArchive(selector, for: caller)
        let isValid = try await service.verify(
            signature.bytes, of: Self.message, with: selector, algorithm: algorithm, for: caller)
        #expect(isValid, "what was signed before still verifies")
    }

    @Test(arguments: Edition.allCases)
    func `a public key that was exchanged in the record stops its key`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let usage: KeyUsage = edition == .fips ? .asymmetricSignVerifyECC : .asymmetricSignVerifySM2
        let made = try await key(usage, fixture)
        let other = try fixture.edition.makeAsymmetricKey(#require(usage.keySpec))
        var forged = made
        forged.publicKeyDER = other.publicKeyDER
        forged.revision += 1
        let record = AuditRecord(
            time: fixture.clock.now, principal: "intruder", action: .updateAlias, keyID: made.id, outcome: "ok",
            requestID: "", approvedService: false)
        try await fixture.store.commit(
            StoreChange(key: .update(forged, expectedRevision: made.revision), audit: record))
        await #expect(
            throws: KeyServiceError.store(
                .damaged("the public key in the record of the key \(made.id) is not that of its private key"))
        ) {
            try await service.sign(
                Self.message, with: .id(made.id), algorithm: usage.signatureAlgorithms[0], for: caller)
        }
    }

    @Test(arguments: Edition.allCases)
    func `a destroyed key leaves no private half behind`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let made = try await key(edition == .fips ? .asymmetricSignVerifyECC : .asymmetricSignVerifySM2, fixture)
        let name = SecretName(kind: .material, id: made.id, version: 1)
        #expect(try await fixture.store.secret(name) != nil)
        try await fixture.service.disableKey(.id(made.id), for: fixture.caller)
        try await fixture.service.scheduleKeyDeletion(.id(made.id), days: 7, for: fixture.caller)
        fixture.clock.advance(days: 7)
        await #expect(throws: KeyServiceError.keyNotFound(.id(made.id))) {
            try await fixture.service.publicKey(of: .id(made.id), for: fixture.caller)
        }
        #expect(try await fixture.store.secret(name) == nil)
    }
}
