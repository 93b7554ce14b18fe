// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import Testing

// Rules 1 to 5: whose material it is, and which.
extension KeyRule {
    static let identity = KeyRule("1. a CMK has an ID, metadata, and material that encrypts and decrypts") { fixture in
        let request = KeyRequest(alias: try KeyAlias("orders"), summary: "of the shop")
        let key = try await fixture.service.createKey(request, for: fixture.caller)
        let shown = try await fixture.service.describeKey(.alias(KeyAlias("orders")), for: fixture.caller)
        #expect(shown == key && shown.summary == "of the shop" && shown.state == .enabled)
        #expect(shown.createdBy == "local/test" && shown.createdAt == fixture.clock.now)
        let sealed = try await fixture.service.encrypt(Array("tiger".utf8), under: .id(key.id), for: fixture.caller)
        let opened = try await fixture.service.decrypt(sealed.bytes, for: fixture.caller)
        #expect(opened.plaintext == Array("tiger".utf8) && opened.keyID == key.id)
    }

    static let ownGenerator = KeyRule("2. the engine makes the material itself, from its own generator") { fixture in
        let first = try await fixture.key("first")
        let second = try await fixture.key("second")
        #expect(first.origin == .internal && first.holdsMaterial)
        var materials: [[UInt8]] = []
        for key in [first, second] {
            let row = try await fixture.store.secret(SecretName(kind: .material, id: key.id, version: 1))
            materials.append(try #require(row).box)
        }
        #expect(materials[0] != materials[1])
        #expect(materials.allSatisfy { $0.count == fixture.edition.keyByteCount + 100 })
    }

    static let broughtMaterial = KeyRule(
        "3. an empty CMK takes its owner's material and is then managed like any other"
    ) { fixture in
        let empty = try await fixture.key("brought", origin: .external)
        #expect(empty.state == .pendingImport && !empty.holdsMaterial)
        let receipt = try await fixture.import(fixture.material(), into: empty.id)
        #expect(receipt.key.state == .enabled && receipt.isFirstImport)
        try await fixture.service.disableKey(.id(empty.id), for: fixture.caller)
        try await fixture.service.archiveKey(.id(empty.id), for: fixture.caller)
        #expect(try await fixture.service.cancelKeyArchive(.id(empty.id), for: fixture.caller).state == .enabled)
    }

    static let exactLength = KeyRule("4. only material of exactly the edition's length is imported") { fixture in
        let key = try await fixture.key("brought", origin: .external)
        let parameters = try await fixture.service.parametersForImport(
            .id(key.id), algorithm: fixture.quickAlgorithm, for: fixture.caller)
        #expect(parameters.materialBitCount == (fixture.edition.edition == .fips ? 256 : 128))
        for byteCount in [1, 8, 15, 16, 17, 24, 31, 32, 33, 64] where byteCount != fixture.edition.keyByteCount {
            let expected = KeyServiceError.wrongMaterialLength(
                requiredBits: fixture.edition.keyByteCount * 8, actualBits: byteCount * 8)
            await #expect(throws: expected) {
                try await fixture.submit(fixture.material(1, byteCount: byteCount), parameters)
            }
        }
        let receipt = try await fixture.submit(fixture.material(), parameters)
        #expect(receipt.key.state == .enabled)
    }

    static let togetherForEver = KeyRule("5. material and CMK belong together for ever") { fixture in
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
}
