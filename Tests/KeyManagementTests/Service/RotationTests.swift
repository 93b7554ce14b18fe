// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

@Suite struct RotationTests {
    @Test(arguments: Edition.allCases)
    func `a rotated key seals with the new version and opens what the old ones sealed`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.key("orders")
        var sealed: [SealedMessage] = []
        for version in 1...4 as ClosedRange<UInt32> {
            let message = try await fixture.service.encrypt([UInt8(version)], under: .id(key.id), for: fixture.caller)
            #expect(message.keyVersion == version)
            sealed.append(message)
            let rotated = try await fixture.service.rotateKey(
                .id(key.id), rule: .operatorRequest, for: fixture.caller)
            #expect(rotated.version == version + 1 && rotated.rotation.lastAt == fixture.clock.now)
        }
        for (index, message) in sealed.enumerated() {
            let opened = try await fixture.service.decrypt(message.bytes, for: fixture.caller)
            #expect(opened.plaintext == [UInt8(index + 1)])
        }
    }

    @Test(arguments: Edition.allCases)
    func `the documented rule asks for periodic rotation and a day in between`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        let (service, caller) = (fixture.service, fixture.caller)
        await #expect(
            throws: KeyServiceError.refusedByState(.rotateNotSupported, state: .enabled, action: .rotateKey)
        ) {
            try await service.rotateKey(selector, rule: .documented, for: caller)
        }
        try await service.enableKeyRotation(selector, days: 30, for: caller)
        #expect(try await service.rotateKey(selector, rule: .documented, for: caller).version == 2)
        await #expect(throws: KeyServiceError.rotatedRecently) {
            try await service.rotateKey(selector, rule: .documented, for: caller)
        }
        fixture.clock.advance(days: 1)
        #expect(try await service.rotateKey(selector, rule: .documented, for: caller).version == 3)
    }

    @Test(arguments: Edition.allCases)
    func `periodic rotation happens at the first use after it is due`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        let (service, caller) = (fixture.service, fixture.caller)
        for days in [6, 366] {
            await #expect(throws: KeyServiceError.invalidRotationPeriod(days: days)) {
                try await service.enableKeyRotation(selector, days: days, for: caller)
            }
        }
        let enabled = try await service.enableKeyRotation(selector, days: 7, for: caller)
        #expect(enabled.rotation.nextAt == fixture.clock.now.adding(days: 7))
        fixture.clock.advance(seconds: 7 * 86_400 - 1)
        #expect(try await service.encrypt([1], under: selector, for: caller).keyVersion == 1)
        fixture.clock.advance(seconds: 1)
        #expect(try await service.encrypt([1], under: selector, for: caller).keyVersion == 2)
        let rotated = try await service.describeKey(selector, for: caller)
        #expect(rotated.rotation.nextAt == fixture.clock.now.adding(days: 7))
        let off = try await service.disableKeyRotation(selector, for: caller)
        #expect(off.rotation.periodInDays == nil && off.rotation.nextAt == nil)
    }

    @Test(arguments: Edition.allCases, [KeyState.enabled, .disabled, .archived, .pendingImport])
    func `external keys do not rotate in any state`(edition: Edition, state: KeyState) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.key(in: state, origin: .external, alias: "brought")
        await #expect(
            throws: KeyServiceError.refusedByState(.rotateNotSupported, state: state, action: .rotateKey)
        ) {
            try await fixture.service.rotateKey(.id(key.id), rule: .operatorRequest, for: fixture.caller)
        }
        await #expect(
            throws: KeyServiceError.refusedByState(.externalCmkCanNotRotate, state: state, action: .enableKeyRotation)
        ) {
            try await fixture.service.enableKeyRotation(.id(key.id), for: fixture.caller)
        }
    }
}
