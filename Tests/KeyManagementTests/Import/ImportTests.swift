// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// Bringing a key: tokens, failures, proofs, receipts (docs/formats.md §5, §6).
@Suite struct ImportTests {
    private func parameters(
        _ fixture: KeyServiceFixture, alias: String = "brought"
    ) async throws -> ImportParameters {
        let key = try await fixture.key(alias, origin: .external)
        return try await fixture.service.parametersForImport(
            .id(key.id), algorithm: fixture.quickAlgorithm, for: fixture.caller)
    }

    @Test(arguments: Edition.allCases)
    func `every algorithm that the edition offers brings the material`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        for algorithm in fixture.edition.wrappingAlgorithms {
            let key = try await fixture.key("by-\(algorithm.rawValue)", origin: .external)
            let parameters = try await fixture.service.parametersForImport(
                .id(key.id), algorithm: algorithm, for: fixture.caller)
            let receipt = try await fixture.submit(fixture.material(), parameters)
            #expect(receipt.key.state == .enabled, "\(algorithm)")
        }
    }

    @Test func `FIPS offers neither PKCS1 v1.5 nor SM2`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let key = try await fixture.key("brought", origin: .external)
        for algorithm in [WrappingAlgorithm.rsaesPKCS1v15, .sm2PKE] {
            await #expect(throws: KeyServiceError.unsupportedWrapping(algorithm.rawValue)) {
                try await fixture.service.parametersForImport(.id(key.id), algorithm: algorithm, for: fixture.caller)
            }
        }
    }

    @Test(arguments: Edition.allCases)
    func `a token counts for 24 hours`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let parameters = try await parameters(fixture)
        #expect(parameters.expires.seconds == fixture.clock.now.seconds + 86_400)
        let late = try await self.parameters(fixture, alias: "late")
        fixture.clock.advance(seconds: 86_399)
        #expect(try await fixture.submit(fixture.material(), parameters).isFirstImport)
        fixture.clock.advance(seconds: 1)
        await #expect(throws: KeyServiceError.tokenExpired(.expired)) {
            try await fixture.submit(fixture.material(), late)
        }
    }

    @Test(arguments: Edition.allCases)
    func `a newer token voids the older, and a success voids all`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let older = try await parameters(fixture)
        let newer = try await fixture.service.parametersForImport(
            .id(older.keyID), algorithm: fixture.quickAlgorithm, for: fixture.caller)
        #expect(older.token != newer.token && older.publicKeyDER != newer.publicKeyDER)
        await #expect(throws: KeyServiceError.tokenExpired(.superseded)) {
            try await fixture.submit(fixture.material(), older)
        }
        let waiting = try await fixture.service.describeKey(.id(newer.keyID), for: fixture.caller)
        #expect(try await fixture.holdsImportKey(of: waiting))
        _ = try await fixture.submit(fixture.material(), newer)
        await #expect(throws: KeyServiceError.tokenExpired(.superseded)) {
            try await fixture.submit(fixture.material(), newer)
        }
        #expect(try await !fixture.holdsImportKey(of: waiting), "a used private key is erased")
    }

    @Test(arguments: Edition.allCases)
    func `five failed unwraps kill a token, and the key stays as it was`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let parameters = try await parameters(fixture)
        let damaged = ImportRequest(
            key: .id(parameters.keyID), token: parameters.token, wrappedMaterial: [UInt8](repeating: 0x5A, count: 256))
        let waiting = try await fixture.service.describeKey(.id(parameters.keyID), for: fixture.caller)
        #expect(try await fixture.holdsImportKey(of: waiting))
        for attemptsLeft in [4, 3, 2, 1, 0] {
            await #expect(throws: KeyServiceError.materialNotUnwrapped(attemptsLeft: attemptsLeft)) {
                try await fixture.service.importKeyMaterial(damaged, for: fixture.caller)
            }
            let key = try await fixture.service.describeKey(.id(parameters.keyID), for: fixture.caller)
            #expect(key.state == .pendingImport && key.checkValue == nil)
            let record = try #require(try await fixture.auditRecords().last)
            #expect(record.action == .importKeyMaterial && record.outcome == "DecryptMaterialError")
        }
        await #expect(throws: KeyServiceError.tokenExpired(.dead)) {
            try await fixture.submit(fixture.material(), parameters)
        }
        #expect(try await !fixture.holdsImportKey(of: waiting), "a dead token's private key is erased")
        #expect(try await fixture.import(fixture.material(), into: parameters.keyID).isFirstImport)
    }

    @Test(arguments: Edition.allCases)
    func `a token of another key, another store, or altered is no token`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let parameters = try await parameters(fixture)
        let other = try await fixture.key("other", origin: .external)
        let foreign = try await KeyServiceFixture(edition)
        let foreignParameters = try await self.parameters(foreign)
        var flipped = Array(parameters.token.utf8)
        flipped[flipped.count / 2] ^= 1
        let requests = [
            ImportRequest(key: .id(other.id), token: parameters.token, wrappedMaterial: [1]),
            ImportRequest(key: .id(parameters.keyID), token: foreignParameters.token, wrappedMaterial: [1]),
            ImportRequest(
                key: .id(parameters.keyID), token: String(decoding: flipped, as: UTF8.self), wrappedMaterial: [1]),
            ImportRequest(key: .id(parameters.keyID), token: "", wrappedMaterial: [1]),
        ]
        for request in requests {
            await #expect(throws: KeyServiceError.invalidToken) {
                try await fixture.service.importKeyMaterial(request, for: fixture.caller)
            }
        }
    }

    @Test(arguments: Edition.allCases)
    func `a message is no token, and a token is no message`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let parameters = try await parameters(fixture)
        let sealed = try await fixture.service.encrypt([1], under: .id(fixture.key("k").id), for: fixture.caller)
        await #expect(throws: KeyServiceError.invalidToken) {
            try await fixture.service.importKeyMaterial(
                ImportRequest(key: .id(parameters.keyID), token: sealed.text, wrappedMaterial: [1]),
                for: fixture.caller)
        }
        let token = try fixture.service.message(fromText: parameters.token)
        await #expect(throws: KeyServiceError.invalidCiphertext(.otherKind)) {
            try await fixture.service.decrypt(token, for: fixture.caller)
        }
    }

    @Test(arguments: Edition.allCases)
    func `material that is no random key is refused by name`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let parameters = try await parameters(fixture)
        let count = edition.keyByteCount
        let texts = [
            [UInt8](repeating: 0, count: count), [UInt8](repeating: 0xC3, count: count),
            Array("0123456789abcdefFEDCBA9876543210".utf8.prefix(count)),
            Array("aGVsbG8sIHRpZ2VyLiBoZWxsby4xMjM=".utf8.prefix(count)),
        ]
        for text in texts {
            let material = KeyMaterial(byteCount: count) { (bytes: inout MutableSpan<UInt8>) in
                for index in bytes.indices { bytes[index] = text[index] }
            }
            await #expect {
                try await fixture.submit(material, parameters)
            } throws: { error in
                guard case .unfitMaterial(let reason) = error as? KeyServiceError else { return false }
                return !reason.isEmpty
            }
        }
        #expect(try await fixture.submit(fixture.material(), parameters).isFirstImport, "nothing was bound before")
    }

    @Test(arguments: Edition.allCases)
    func `a stated check value is demanded, and the receipt's is computed offline alike`(edition: Edition) async throws
    {
        let fixture = try await KeyServiceFixture(edition)
        let parameters = try await parameters(fixture)
        let offline = try MaterialIdentity.checkValue(
            of: fixture.material(), for: parameters.keyID, version: parameters.keyVersion, edition: fixture.edition)
        for stated in ["0123456789abcde", "0123456789abcdeg", ""] {
            await #expect(throws: KeyServiceError.malformedCheckValue) {
                try await fixture.submit(fixture.material(), parameters, checkValue: stated)
            }
        }
        await #expect(throws: KeyServiceError.checkValueMismatch) {
            try await fixture.submit(fixture.material(2), parameters, checkValue: offline)
        }
        let receipt = try await fixture.submit(fixture.material(), parameters, checkValue: offline.uppercased())
        #expect(receipt.checkValue == offline && receipt.isFirstImport)
    }

    @Test(arguments: Edition.allCases)
    func `the end of validity is later than now and not after January 2038`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let parameters = try await parameters(fixture)
        for seconds in [0, fixture.clock.now.seconds, 2_147_443_201] {
            await #expect(throws: KeyServiceError.invalidValidTo) {
                try await fixture.submit(fixture.material(), parameters, validTo: UnixTime(seconds: seconds))
            }
        }
        let latest = UnixTime(seconds: 2_147_443_200)
        #expect(try await fixture.submit(fixture.material(), parameters, validTo: latest).key.validTo == latest)
    }

    @Test(arguments: Edition.allCases)
    func `importing into a usable key again replaces the end of validity`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.externalKey("brought")
        let end = fixture.clock.now.adding(days: 3)
        let receipt = try await fixture.import(fixture.material(), into: key.id, validTo: end)
        #expect(receipt.key.state == .enabled && receipt.key.validTo == end && !receipt.isFirstImport)
    }

    @Test(arguments: Edition.allCases)
    func `a key with material of the engine takes none`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.key("made")
        await #expect(throws: KeyServiceError.notExternal(key.id)) {
            try await fixture.service.parametersForImport(
                .id(key.id), algorithm: fixture.quickAlgorithm, for: fixture.caller)
        }
        await #expect(throws: KeyServiceError.notExternal(key.id)) {
            try await fixture.service.deleteImportedKeyMaterial(.id(key.id), for: fixture.caller)
        }
    }

    @Test func `in SM-CRYPTO a failed PKCS1 v1.5 unwrap and a wrong length are one failure`() async throws {
        let fixture = try await KeyServiceFixture(.smCrypto)
        let key = try await fixture.key("brought", origin: .external)
        let parameters = try await fixture.service.parametersForImport(
            .id(key.id), algorithm: .rsaesPKCS1v15, for: fixture.caller)
        await #expect(throws: KeyServiceError.materialNotUnwrapped(attemptsLeft: 4)) {
            try await fixture.submit(fixture.material(1, byteCount: 32), parameters)
        }
        await #expect(throws: KeyServiceError.materialNotUnwrapped(attemptsLeft: 3)) {
            try await fixture.service.importKeyMaterial(
                ImportRequest(
                    key: .id(key.id), token: parameters.token, wrappedMaterial: [UInt8](repeating: 1, count: 256)),
                for: fixture.caller)
        }
        #expect(try await fixture.submit(fixture.material(), parameters).isFirstImport)
    }
}
