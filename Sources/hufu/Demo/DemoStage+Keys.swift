// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyManagement

extension DemoStage {
    /// A key made by the engine seals and opens a message, with its context only.
    func engineMadeKey() async throws -> KeyID {
        let key = try await narrator.step("The engine makes a key") {
            let key = try await vault.createKey("orders", origin: .internal)
            try StepFailure.unless(key.state == .enabled && key.holdsMaterial, "the key is \(key.state.rawValue)")
            return (key.id, "alias/orders is \(key.state.rawValue): \(key.id)")
        }
        try await narrator.step("It seals a message and opens it, in its own context only") {
            let sealed = try await service.encrypt(
                Array("tiger".utf8), under: .id(key), context: DemoStory.context, for: caller)
            let opened = try await service.decrypt(sealed.bytes, context: DemoStory.context, for: caller)
            try StepFailure.unless(opened.plaintext.elementsEqual("tiger".utf8), "another plaintext came back")
            _ = try await StepFailure.refusal {
                _ = try await service.decrypt(sealed.bytes, for: caller)
            } because: {
                $0 as? KeyServiceError == .invalidCiphertext(.doesNotOpen)
            }
            return sealed.text.prefix(56) + "…"
        }
        return key
    }

    /// A new version of the material seals, the old one still opens.
    func rotate(_ key: KeyID) async throws {
        try await narrator.step("A rotated key seals with new material and still opens the old messages") {
            let old = try await service.encrypt(Array("old".utf8), under: .id(key), for: caller)
            _ = try await service.rotateKey(.id(key), rule: .operatorRequest, for: caller)
            let new = try await service.encrypt(Array("new".utf8), under: .id(key), for: caller)
            let opened = try await (
                service.decrypt(old.bytes, for: caller).plaintext, service.decrypt(new.bytes, for: caller).plaintext
            )
            try StepFailure.unless(
                opened.0.elementsEqual("old".utf8) && opened.1.elementsEqual("new".utf8), "another plaintext came back")
            try StepFailure.unless(old.keyVersion == 1 && new.keyVersion == 2, "the versions are not 1 and 2")
            return "version 1 opens, version 2 seals"
        }
    }

    /// A key waits for its deletion, cannot be used, and comes back.
    func scheduleDeletion(_ key: KeyID) async throws {
        try await narrator.step("A key's deletion waits for days, and can be cancelled") {
            let sealed = try await service.encrypt(Array("tiger".utf8), under: .id(key), for: caller)
            _ = try await service.disableKey(.id(key), for: caller)
            let doomed = try await service.scheduleKeyDeletion(.id(key), days: 7, for: caller)
            try StepFailure.unless(
                doomed.state == .pendingDelete && doomed.deletionDate != nil, "no deletion is scheduled")
            let refusal = try await StepFailure.refusal {
                _ = try await service.decrypt(sealed.bytes, for: caller)
            } because: { error in
                if case .refusedByState(_, state: .pendingDelete, _) = error as? KeyServiceError { true } else { false }
            }
            _ = try await service.cancelKeyDeletion(.id(key), for: caller)
            _ = try await service.enableKey(.id(key), for: caller)
            let opened = try await service.decrypt(sealed.bytes, for: caller)
            try StepFailure.unless(opened.plaintext.elementsEqual("tiger".utf8), "another plaintext came back")
            return "“\(refusal)” Cancelled in time, it opens again."
        }
    }
}
