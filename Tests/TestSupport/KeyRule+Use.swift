// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import Testing

// Rules 6 to 9: what opens, and what ends.
extension KeyRule {
    static let onlyThatKey = KeyRule("6. another CMK with the same material does not open the data") { fixture in
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

    static let unusableWithout = KeyRule("7. without its material a key is unusable until the same is back") {
        fixture in
        let key = try await fixture.externalKey("brought", seed: 1)
        let sealed = try await fixture.service.encrypt([1, 2, 3], under: .id(key.id), for: fixture.caller)
        let gone = try await fixture.service.deleteImportedKeyMaterial(.id(key.id), for: fixture.caller)
        #expect(gone.state == .pendingImport && !gone.holdsMaterial)
        let name = SecretName(kind: .material, id: key.id, version: 1)
        #expect(try await fixture.store.secret(name) == nil)
        let refusal = KeyServiceError.refusedByState(.cmkStateNotSupport, state: .pendingImport, action: .decrypt)
        await #expect(throws: refusal) {
            try await fixture.service.decrypt(sealed.bytes, for: fixture.caller)
        }
        try await fixture.import(fixture.material(1), into: key.id)
        #expect(try await fixture.service.decrypt(sealed.bytes, for: fixture.caller).plaintext == [1, 2, 3])
    }

    static let ownersBackup = KeyRule(
        "8. expired material is gone from the store, and only its owner can bring it back"
    ) { fixture in
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

    static let delayedDeletion = KeyRule("9. deletion waits 7 to 30 days and can be cancelled") { fixture in
        let key = try await fixture.key("orders")
        let selector = KeySelector.id(key.id)
        try await fixture.service.rotateKey(selector, rule: .operatorRequest, for: fixture.caller)
        try await fixture.service.disableKey(selector, for: fixture.caller)
        for days in [-1, 0, 6, 31] {
            await #expect(throws: KeyServiceError.invalidPendingWindow(days: days)) {
                try await fixture.service.scheduleKeyDeletion(selector, days: days, for: fixture.caller)
            }
        }
        let scheduled = try await fixture.service.scheduleKeyDeletion(selector, days: 7, for: fixture.caller)
        #expect(scheduled.deletionDate == fixture.clock.now.adding(days: 7))
        for version: UInt32 in [1, 2] {
            #expect(try await fixture.store.secret(SecretName(kind: .material, id: key.id, version: version)) != nil)
        }
        fixture.clock.advance(days: 6)
        let cancelled = try await fixture.service.cancelKeyDeletion(selector, for: fixture.caller)
        #expect(cancelled.state == .disabled && cancelled.deletionDate == nil)
        fixture.clock.advance(days: 30)
        try await fixture.service.scheduleKeyDeletion(selector, days: 30, for: fixture.caller)
        fixture.clock.advance(days: 30)
        await #expect(throws: KeyServiceError.keyNotFound(selector)) {
            try await fixture.service.cancelKeyDeletion(selector, for: fixture.caller)
        }
        for version: UInt32 in [1, 2] {
            #expect(try await fixture.store.secret(SecretName(kind: .material, id: key.id, version: version)) == nil)
        }
        let successor = try await fixture.key("orders")
        #expect(successor.id != key.id, "the alias is free again, the key is not back")
    }
}
