// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// The nine rules of the key (docs/architecture.md), one test each, in both editions.
@Suite struct KeyRulesTests {
    @Test(arguments: Edition.allCases)
    func `1. a CMK has an ID, metadata, and material that encrypts and decrypts`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let request = KeyRequest(alias: try KeyAlias("orders"), summary: "of the shop")
        let key = try await fixture.service.createKey(request, for: fixture.caller)
        let shown = try await fixture.service.describeKey(.alias(KeyAlias("orders")), for: fixture.caller)
        #expect(shown == key && shown.summary == "of the shop" && shown.state == .enabled)
        #expect(shown.createdBy == "local/test" && shown.createdAt == fixture.clock.now)
        let sealed = try await fixture.service.encrypt(Array("tiger".utf8), under: .id(key.id), for: fixture.caller)
        let opened = try await fixture.service.decrypt(sealed.bytes, for: fixture.caller)
        #expect(opened.plaintext == Array("tiger".utf8) && opened.keyID == key.id)
    }

    @Test(arguments: Edition.allCases)
    func `2. the engine makes the material itself, from its own generator`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let first = try await fixture.key("first")
        let second = try await fixture.key("second")
        #expect(first.origin == .internal && first.holdsMaterial)
        let materials = try await [first, second].asyncMap { key in
            let name = SecretName(kind: .material, id: key.id, version: 1)
            return try #require(await fixture.store.secret(name)).box
        }
        #expect(materials[0] != materials[1])
        #expect(materials.allSatisfy { $0.count == edition.keyByteCount + 100 })
    }

    @Test(arguments: Edition.allCases)
    func `3. an empty CMK takes its owner's material and is then managed like any other`(edition: Edition) async throws
    {
        let fixture = try await KeyServiceFixture(edition)
        let empty = try await fixture.key("brought", origin: .external)
        #expect(empty.state == .pendingImport && !empty.holdsMaterial)
        let receipt = try await fixture.import(fixture.material(), into: empty.id)
        #expect(receipt.key.state == .enabled && receipt.isFirstImport)
        try await fixture.service.disableKey(.id(empty.id), for: fixture.caller)
        try await fixture.service.archiveKey(.id(empty.id), for: fixture.caller)
        #expect(try await fixture.service.cancelKeyArchive(.id(empty.id), for: fixture.caller).state == .enabled)
    }

    @Test(arguments: Edition.allCases)
    func `4. only material of exactly the edition's length is imported`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.key("brought", origin: .external)
        let parameters = try await fixture.service.parametersForImport(
            .id(key.id), algorithm: fixture.quickAlgorithm, for: fixture.caller)
        #expect(parameters.materialBitCount == (edition == .fips ? 256 : 128))
        for byteCount in [1, 8, 15, 16, 17, 24, 31, 32, 33, 64] where byteCount != edition.keyByteCount {
            let expected = KeyServiceError.wrongMaterialLength(
                requiredBits: edition.keyByteCount * 8, actualBits: byteCount * 8)
            await #expect(throws: expected) {
                try await fixture.submit(fixture.material(1, byteCount: byteCount), parameters)
            }
        }
        let receipt = try await fixture.submit(fixture.material(), parameters)
        #expect(receipt.key.state == .enabled)
    }

    @Test(arguments: Edition.allCases)
    func `5. material and CMK belong together for ever`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.externalKey("brought", seed: 1)
        await #expect(throws: KeyServiceError.materialMismatch(key.id)) {
            try await fixture.import(fixture.material(2), into: key.id)
        }
        try await fixture.service.deleteImportedKeyMaterial(.id(key.id), for: fixture.caller)
        await #expect(throws: KeyServiceError.materialMismatch(key.id)) {
            try await fixture.import(fixture.material(2), into: key.id)
        }
        let soon = UnixTime(seconds: fixture.clock.now.seconds + 60)
        let receipt = try await fixture.import(fixture.material(1), into: key.id, validTo: soon)
        #expect(!receipt.isFirstImport && receipt.key.validTo == soon)
        fixture.clock.advance(seconds: 60)
        await #expect(throws: KeyServiceError.materialMismatch(key.id)) {
            try await fixture.import(fixture.material(2), into: key.id)
        }
        #expect(try await fixture.import(fixture.material(1), into: key.id).key.validTo == nil)
    }

    @Test(arguments: Edition.allCases)
    func `6. another CMK with the same material does not open the data`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let first = try await fixture.externalKey("first", seed: 1)
        let second = try await fixture.externalKey("second", seed: 1)
        #expect(first.fingerprint != second.fingerprint && first.checkValue != second.checkValue)
        let sealed = try await fixture.service.encrypt([1, 2, 3], under: .id(first.id), for: fixture.caller)
        var redirected = sealed.bytes
        redirected.replaceSubrange(4..<20, with: second.id.bytes)
        await #expect(throws: KeyServiceError.invalidCiphertext(.doesNotOpen)) {
            try await fixture.service.decrypt(redirected, for: fixture.caller)
        }
    }

    @Test(arguments: Edition.allCases)
    func `7. without its material a key is unusable until the same is back`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.externalKey("brought", seed: 1)
        let sealed = try await fixture.service.encrypt([1, 2, 3], under: .id(key.id), for: fixture.caller)
        let gone = try await fixture.service.deleteImportedKeyMaterial(.id(key.id), for: fixture.caller)
        #expect(gone.state == .pendingImport && !gone.holdsMaterial)
        let name = SecretName(kind: .material, id: key.id, version: 1)
        #expect(try await fixture.store.secret(name) == nil)
        await #expect(throws: KeyServiceError.self) {
            try await fixture.service.decrypt(sealed.bytes, for: fixture.caller)
        }
        try await fixture.import(fixture.material(1), into: key.id)
        #expect(try await fixture.service.decrypt(sealed.bytes, for: fixture.caller).plaintext == [1, 2, 3])
    }

    @Test(arguments: Edition.allCases)
    func `8. expired material is gone from the store, and only its owner can bring it back`(
        edition: Edition
    ) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.key("brought", origin: .external)
        let end = fixture.clock.now.adding(days: 1)
        try await fixture.import(fixture.material(), into: key.id, validTo: end)
        fixture.clock.advance(seconds: 86_399)
        #expect(try await fixture.service.describeKey(.id(key.id), for: fixture.caller).state == .enabled)
        fixture.clock.advance(seconds: 1)
        let expired = try await fixture.service.describeKey(.id(key.id), for: fixture.caller)
        #expect(expired.state == .pendingImport && expired.validTo == nil && !expired.holdsMaterial)
        #expect(expired.checkValue != nil, "what ties the key to its material stays")
        #expect(try await fixture.store.secret(SecretName(kind: .material, id: key.id, version: 1)) == nil)
    }

    @Test(arguments: Edition.allCases)
    func `9. deletion waits 7 to 30 days and can be cancelled`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.key("orders")
        let selector = KeySelector.id(key.id)
        try await fixture.service.disableKey(selector, for: fixture.caller)
        for days in [-1, 0, 6, 31] {
            await #expect(throws: KeyServiceError.invalidPendingWindow(days: days)) {
                try await fixture.service.scheduleKeyDeletion(selector, days: days, for: fixture.caller)
            }
        }
        let scheduled = try await fixture.service.scheduleKeyDeletion(selector, days: 7, for: fixture.caller)
        #expect(scheduled.deletionDate == fixture.clock.now.adding(days: 7))
        fixture.clock.advance(days: 6)
        let cancelled = try await fixture.service.cancelKeyDeletion(selector, for: fixture.caller)
        #expect(cancelled.state == .disabled && cancelled.deletionDate == nil)
        fixture.clock.advance(days: 30)
        try await fixture.service.scheduleKeyDeletion(selector, days: 30, for: fixture.caller)
        fixture.clock.advance(days: 30)
        await #expect(throws: KeyServiceError.keyNotFound(selector)) {
            try await fixture.service.cancelKeyDeletion(selector, for: fixture.caller)
        }
        #expect(try await fixture.store.secret(SecretName(kind: .material, id: key.id, version: 1)) == nil)
        let successor = try await fixture.key("orders")
        #expect(successor.id != key.id, "the alias is free again, the key is not back")
    }
}

extension Sequence {
    /// Maps one element after the other.
    fileprivate func asyncMap<Mapped>(_ transform: (Element) async throws -> Mapped) async rethrows -> [Mapped] {
        var mapped: [Mapped] = []
        for element in self { mapped.append(try await transform(element)) }
        return mapped
    }
}
