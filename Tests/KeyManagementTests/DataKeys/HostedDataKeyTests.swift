// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import TestSupport
import Testing

/// Data keys that the service keeps: they come back as they were made or brought, and only through their CMK.
@Suite struct HostedDataKeyTests {
    @Test(arguments: Edition.allCases, [1, 16, 32, 1024])
    func `a data key made is handed out, kept, and handed out again`(edition: Edition, byteCount: Int) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        let context = try EncryptionContext(json: #"{"tenant":"甲"}"#)
        let tags = [KeyTag(key: "env", value: "dev")]
        let made = try await service.generateHostedDataKey(
            under: .id(key.id), byteCount: byteCount, context: context,
            as: DataKeyRequest(name: DataKeyName("first"), summary: "一", tags: tags), for: caller)
        let plaintext = exposed(made.dataKey)
        #expect(plaintext.count == byteCount)
        #expect(
            try await service.decrypt(made.dataKey.sealed.bytes, context: context, for: caller).plaintext == plaintext)
        let again = try await service.dataKeyPlaintext(made.hosted.id, for: caller)
        #expect(exposed(again) == plaintext && again.sealed == made.dataKey.sealed)
        #expect(try await service.dataKeyCiphertext(made.hosted.id, for: caller) == made.dataKey.sealed)
        let described = try await service.describeDataKey(made.hosted.id, for: caller)
        #expect(described.dataKey == made.hosted && described.keyAlias.text == "orders")
        #expect(described.dataKey.byteCount == byteCount && described.dataKey.origin == .internal)
        #expect(described.dataKey.tags == tags && described.dataKey.summary == "一")
        #expect(described.dataKey.createdBy == "local/test" && described.dataKey.keyID == key.id)
    }

    @Test(arguments: Edition.allCases)
    func `a data key brought in clear is sealed and comes back`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        for byteCount in [1, 1024] {
            let brought = fixture.material(7, byteCount: byteCount)
            let hosted = try await service.importDataKey(
                brought, under: .id(key.id), as: DataKeyRequest(name: DataKeyName("brought-\(byteCount)")), for: caller)
            #expect(hosted.origin == .external && hosted.byteCount == byteCount)
            #expect(exposed(try await service.dataKeyPlaintext(hosted.id, for: caller)) == brought.exposed())
            let message = try await service.dataKeyCiphertext(hosted.id, for: caller)
            #expect(try await service.decrypt(message.bytes, for: caller).plaintext == brought.exposed())
        }
        for byteCount in [0, 1025] {
            await #expect(throws: KeyServiceError.dataKey(.unfitImport(.wrongByteCount(byteCount)))) {
                try await service.importDataKey(
                    fixture.material(7, byteCount: byteCount), under: .id(key.id),
                    as: DataKeyRequest(name: DataKeyName("unfit")), for: caller)
            }
        }
    }

    @Test(arguments: Edition.allCases)
    func `a sealed data key is hosted as it is, also after a rotation`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        let made = try await service.generateDataKey(under: .id(key.id), byteCount: 24, for: caller)
        try await service.rotateKey(.id(key.id), rule: .operatorRequest, for: caller)
        for (index, named) in [nil, KeySelector.id(key.id), .alias(key.alias)].enumerated() {
            let hosted = try await service.importDataKey(
                sealed: made.sealed.bytes, under: named, as: DataKeyRequest(name: DataKeyName("brought-\(index)")),
                for: caller)
            #expect(hosted.keyID == key.id && hosted.byteCount == 24 && hosted.origin == .external)
            #expect(try await service.dataKeyCiphertext(hosted.id, for: caller) == made.sealed)
            try await service.rotateKey(.id(key.id), rule: .operatorRequest, for: caller)
            #expect(exposed(try await service.dataKeyPlaintext(hosted.id, for: caller)) == exposed(made))
        }
    }

    @Test(arguments: Edition.allCases)
    func `what is no data key sealed here without a context is not hosted`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        let other = try await fixture.key("other")
        let sealed = try await service.generateDataKey(under: .id(key.id), for: caller).sealed.bytes
        let context = try EncryptionContext(json: #"{"a":"b"}"#)
        let bound = try await service.generateDataKey(under: .id(key.id), context: context, for: caller).sealed.bytes
        let long = try await service.encrypt([UInt8](repeating: 1, count: 1025), under: .id(key.id), for: caller).bytes
        var damaged = sealed
        damaged[damaged.count - 1] ^= 1
        var futureVersion = sealed
        futureVersion[23] = 2
        let unfit: [([UInt8], DataKeyError.UnfitImport)] = [
            ([], .message(.tooShort)), (Array(sealed.dropLast(40)), .message(.tooShort)),
            ([0x58] + sealed.dropFirst(), .message(.notABox)), (damaged, .message(.doesNotOpen)),
            (futureVersion, .message(.doesNotOpen)), (bound, .message(.doesNotOpen)), (long, .wrongByteCount(1025)),
        ]
        for (message, reason) in unfit {
            await #expect(throws: KeyServiceError.dataKey(.unfitImport(reason))) {
                try await service.importDataKey(
                    sealed: message, as: DataKeyRequest(name: DataKeyName("unfit")), for: caller)
            }
        }
        await #expect(throws: KeyServiceError.dataKey(.unfitImport(.otherKey(key.id)))) {
            try await service.importDataKey(
                sealed: sealed, under: .id(other.id), as: DataKeyRequest(name: DataKeyName("unfit")), for: caller)
        }
        var unknown = sealed
        unknown[4] ^= 1
        let absent = try #require(KeyID(bytes: Array(unknown[4..<20])))
        await #expect(throws: KeyServiceError.keyNotFound(.id(absent))) {
            try await service.importDataKey(
                sealed: unknown, as: DataKeyRequest(name: DataKeyName("unfit")), for: caller)
        }
        #expect(try await service.listDataKeys(DataKeyQuery(), for: caller).totalCount == 0)
    }

    @Test(arguments: Edition.allCases)
    func `a data key's row swapped with another's does not open`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.key("orders")
        let first = try await fixture.dataKey("first", under: key.id)
        let second = try await fixture.dataKey("second", under: key.id)
        let swapped = try HostedDataKey.swapping(boxesOf: second, into: first)
        try await fixture.store.commit(
            StoreChange(
                key: nil, dataKey: .update(swapped, expectedRevision: 1), audit: AuditRecord.sample("intruder")))
        await #expect(throws: KeyServiceError.store(.damaged("the data key \(first.id) does not open under its key"))) {
            _ = try await fixture.service.dataKeyPlaintext(first.id, for: fixture.caller)
        }
    }

    @Test(arguments: Edition.allCases)
    func `each use and change leaves a record that names both keys, and no row holds a data key`(
        edition: Edition
    ) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        let brought = fixture.material(9)
        let hosted = try await service.importDataKey(
            brought, under: .id(key.id), as: DataKeyRequest(name: DataKeyName("brought")), for: caller)
        _ = try await service.dataKeyPlaintext(hosted.id, for: caller)
        try await service.disableDataKey(hosted.id, for: caller)
        try await service.scheduleDataKeyDeletion(hosted.id, days: 7, for: caller)
        fixture.clock.advance(days: 7)
        _ = try await service.listDataKeys(DataKeyQuery(), for: caller)
        let records = try await fixture.auditRecords().suffix(5)
        #expect(
            records.map(\.action) == [
                .importDataKey, .getDataKeyPlaintext, .disableDataKey, .scheduleDataKeyDeletion, .destroyDataKey,
            ])
        #expect(records.allSatisfy { $0.keyID == key.id && $0.dataKeyID == hosted.id && $0.outcome == "ok" })
        #expect(records.map(\.principal) == [String](repeating: "local/test", count: 4) + ["hufu"])
        let row = try JSONEncoder().encode(hosted)
        let plaintext = Data(brought.exposed())
        for form in [plaintext, Data(plaintext.base64EncodedString().utf8.prefix(20)), Data(plaintext.hexText.utf8)] {
            #expect(row.range(of: form) == nil)
        }
        #expect(try JSONDecoder().decode(HostedDataKey.self, from: row) == hosted)
    }

    private func exposed(_ dataKey: borrowing DataKey) -> [UInt8] {
        dataKey.withPlaintext { bytes in bytes.indices.map { bytes[$0] } }
    }
}

extension HostedDataKey {
    /// What an intruder would store: the metadata of one data key with the boxes of another.
    fileprivate static func swapping(
        boxesOf source: HostedDataKey, into target: HostedDataKey
    ) throws -> HostedDataKey {
        let encoder = JSONEncoder()
        var fields = try #require(try JSONSerialization.jsonObject(with: encoder.encode(target)) as? [String: Any])
        let others = try #require(try JSONSerialization.jsonObject(with: encoder.encode(source)) as? [String: Any])
        fields["hosted"] = others["hosted"]
        fields["message"] = others["message"]
        fields["revision"] = target.revision + 1
        return try JSONDecoder().decode(HostedDataKey.self, from: JSONSerialization.data(withJSONObject: fields))
    }
}

extension Data {
    fileprivate var hexText: String { map { String(format: "%02x", $0) }.joined() }
}
