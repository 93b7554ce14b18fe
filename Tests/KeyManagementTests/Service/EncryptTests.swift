// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

@Suite struct EncryptTests {
    @Test(arguments: Edition.allCases)
    func `messages of 1 to 4096 bytes come back, others are refused`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        for byteCount in [1, 15, 16, 17, 4095, 4096] {
            let plaintext = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0) }
            let sealed = try await fixture.service.encrypt(plaintext, under: selector, for: fixture.caller)
            #expect(sealed.bytes.count == byteCount + 100)
            #expect(try await fixture.service.decrypt(sealed.bytes, for: fixture.caller).plaintext == plaintext)
        }
        for byteCount in [0, 4097] {
            await #expect(throws: KeyServiceError.invalidPlaintextLength(byteCount: byteCount)) {
                try await fixture.service.encrypt(
                    [UInt8](repeating: 1, count: byteCount), under: selector, for: fixture.caller)
            }
        }
    }

    @Test(arguments: Edition.allCases)
    func `the context must be given again, in any spelling of the same map`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        let context = try EncryptionContext(json: #"{"tenant":"甲","app":"hufu"}"#)
        let sealed = try await fixture.service.encrypt([7], under: selector, context: context, for: fixture.caller)
        let respelled = try EncryptionContext(json: #" { "app" : "hufu", "tenant" : "\u7532" } "#)
        let opened = try await fixture.service.decrypt(sealed.bytes, context: respelled, for: fixture.caller)
        #expect(opened.plaintext == [7])
        for other in ["{}", #"{"app":"hufu"}"#, #"{"tenant":"甲","app":"Hufu"}"#] {
            let other = try EncryptionContext(json: other)
            await #expect(throws: KeyServiceError.invalidCiphertext(.doesNotOpen)) {
                try await fixture.service.decrypt(sealed.bytes, context: other, for: fixture.caller)
            }
        }
    }

    @Test(arguments: Edition.allCases)
    func `text and bytes are the same message`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let sealed = try await fixture.service.encrypt(
            [7], under: .id(fixture.key("orders").id), for: fixture.caller)
        #expect(sealed.text.hasPrefix("hufu.1.\(edition.rawValue)."))
        #expect(try fixture.service.message(fromText: sealed.text) == sealed.bytes)
    }

    @Test func `a message of the other edition is refused by name`() async throws {
        let fips = try await KeyServiceFixture(.fips)
        let sm = try await KeyServiceFixture(.smCrypto)
        let sealed = try await sm.service.encrypt([7], under: .id(sm.key("orders").id), for: sm.caller)
        await #expect(throws: KeyServiceError.invalidCiphertext(.otherEdition(found: .smCrypto, expected: .fips))) {
            try await fips.service.decrypt(sealed.bytes, for: fips.caller)
        }
    }

    @Test(arguments: Edition.allCases)
    func `a message of an unknown key or version does not open`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let sealed = try await fixture.service.encrypt(
            [7], under: .id(fixture.key("orders").id), for: fixture.caller)
        for version in [0, 2] as [UInt8] {
            var altered = sealed.bytes
            altered[23] = version
            await #expect(throws: KeyServiceError.invalidCiphertext(.doesNotOpen)) {
                try await fixture.service.decrypt(altered, for: fixture.caller)
            }
        }
        var altered = sealed.bytes
        altered[23] = 2
        try await fixture.service.disableKey(.id(sealed.keyID), for: fixture.caller)
        await #expect(throws: KeyServiceError.refusedByState(.cmkDisabled, state: .disabled, action: .decrypt)) {
            try await fixture.service.decrypt(altered, for: fixture.caller)
        }
        altered = sealed.bytes
        altered[4] ^= 1
        let unknown = try #require(KeyID(bytes: Array(altered[4..<20])))
        await #expect(throws: KeyServiceError.keyNotFound(.id(unknown))) {
            try await fixture.service.decrypt(altered, for: fixture.caller)
        }
    }

    @Test(arguments: Edition.allCases)
    func `re-encryption moves a message to another key, version or context, and else changes nothing`(
        edition: Edition
    ) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let first = try await fixture.key("first")
        let second = try await fixture.key("second")
        let context = try EncryptionContext(json: #"{"a":"b"}"#)
        let sealed = try await service.encrypt([7], under: .id(first.id), for: caller)
        let same = try await service.reEncrypt(sealed.bytes, for: caller)
        #expect(!same.isReEncrypted && same.message == sealed)
        let moved = try await service.reEncrypt(sealed.bytes, under: .id(second.id), context: context, for: caller)
        #expect(moved.isReEncrypted && moved.sourceKeyID == first.id && moved.message.keyID == second.id)
        #expect(try await service.decrypt(moved.message.bytes, context: context, for: caller).plaintext == [7])
        try await service.rotateKey(.id(first.id), rule: .operatorRequest, for: caller)
        let renewed = try await service.reEncrypt(sealed.bytes, for: caller)
        #expect(renewed.isReEncrypted && renewed.message.keyVersion == 2)
        #expect(try await service.decrypt(renewed.message.bytes, for: caller).plaintext == [7])
    }

    @Test(arguments: Edition.allCases)
    func `a data key is handed out once in clear and opens from its sealed form`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        for byteCount in [nil, 1, 16, 32, 1024] as [Int?] {
            let dataKey = try await fixture.service.generateDataKey(
                under: selector, byteCount: byteCount, for: fixture.caller)
            #expect(dataKey.byteCount == byteCount ?? edition.keyByteCount)
            let clear = dataKey.withPlaintext { span in span.indices.map { span[$0] } }
            let opened = try await fixture.service.decrypt(dataKey.sealed.bytes, for: fixture.caller)
            #expect(opened.plaintext == clear)
            let again = try await fixture.service.openDataKey(dataKey.sealed.bytes, for: fixture.caller)
            let isSame = again.material.isEqual(to: dataKey.material)
            #expect(isSame && again.sealed == dataKey.sealed)
        }
        for byteCount in [0, -1, 1025] {
            await #expect(throws: KeyServiceError.invalidByteCount(byteCount)) {
                _ = try await fixture.service.generateDataKey(
                    under: selector, byteCount: byteCount, for: fixture.caller)
            }
        }
    }

    @Test(arguments: Edition.allCases)
    func `random bytes come 1 to 1024 at a time`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        #expect(try fixture.service.generateRandom(byteCount: 1024, for: fixture.caller).count == 1024)
        for byteCount in [0, 1025] {
            #expect(throws: KeyServiceError.invalidByteCount(byteCount)) {
                try fixture.service.generateRandom(byteCount: byteCount, for: fixture.caller)
            }
        }
    }
}
