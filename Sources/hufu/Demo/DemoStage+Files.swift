// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation
import KeyManagement

extension DemoStage {
    /// A large file is encrypted, decrypted and compared.
    func encryptFile(byteCount: Int, under key: KeyID) async throws -> EncryptedFile {
        let file = EncryptedFile(plain: path("ledger.bin"), sealed: path("ledger.bin.hufu"))
        try SampleFile.write(byteCount: byteCount, to: file.plain)
        try await narrator.step("The file is encrypted under the owner's key") {
            let start = ContinuousClock.now
            try await vault.encrypt(file.plain, to: file.sealed, under: key, context: DemoStory.context)
            return speed(byteCount, since: start)
        }
        try await narrator.step("It opens again, byte for byte") {
            let start = ContinuousClock.now
            try await vault.decrypt(file.sealed, to: path("opened.bin"), context: DemoStory.context)
            let speed = speed(byteCount, since: start)
            try StepFailure.unless(try SampleFile.areEqual(file.plain, path("opened.bin")), "the content differs")
            return speed
        }
        try FileManager.default.removeItem(atPath: path("opened.bin"))
        return file
    }

    /// Neither another context nor another key with the same material opens the file.
    func refuseOtherKeys(_ file: EncryptedFile, brought: BroughtKey) async throws {
        try await narrator.step("Another context does not open it") {
            try await refuseToOpen(file.sealed, context: try EncryptionContext(options: ["project=crane"])) {
                $0 as? KeyServiceError == .invalidCiphertext(.doesNotOpen)
            }
        }
        try await narrator.step("The second key does not open it, although it holds the same material") {
            let forged = path("forged.hufu")
            try SampleFile.copy(file.sealed, to: forged, changing: 16, at: 36) { _ in brought.twin.bytes }
            return try await refuseToOpen(forged, context: DemoStory.context) {
                $0 as? KeyServiceError == .invalidCiphertext(.doesNotOpen)
            }
        }
    }

    /// A changed or cut file is refused, and nothing is left behind.
    func refuseDamage(_ file: EncryptedFile) async throws {
        try await narrator.step("A file with one bit changed at its end is refused, and no output appears") {
            let tampered = path("tampered.hufu")
            try SampleFile.copy(file.sealed, to: tampered, changing: 1, at: -1) { [$0[0] ^ 1] }
            return try await refuseToOpen(tampered, context: DemoStory.context) { error in
                if case .chunkDoesNotOpen = error as? FileFormatError { true } else { false }
            }
        }
    }

    /// Without its material the key opens nothing; with the same material everything.
    func deleteAndBringBack(_ brought: BroughtKey, file: EncryptedFile) async throws {
        try await narrator.step("The owner deletes the material: the file does not open") {
            let key = try await service.deleteImportedKeyMaterial(.id(brought.key), for: caller)
            try StepFailure.unless(
                key.state == .pendingImport && !key.holdsMaterial, "the key is \(key.state.rawValue)")
            return try await refuseToOpen(file.sealed, context: DemoStory.context) { error in
                if case .refusedByState(_, state: .pendingImport, _) = error as? KeyServiceError { true } else { false }
            }
        }
        try await narrator.step("The owner brings the same material back: the file opens, byte for byte") {
            try await importAnew(brought.material, into: brought.key)
            try await vault.decrypt(file.sealed, to: path("back.bin"), context: DemoStory.context)
            try StepFailure.unless(try SampleFile.areEqual(file.plain, path("back.bin")), "the content differs")
            return "the key knows its material by a keyed fingerprint, not by the material"
        }
    }

    /// What the other edition sealed is refused by name.
    func refuseOtherEdition(_ neighbour: DemoVault) async throws {
        let (own, other) = (service.edition.edition, neighbour.service.edition.edition)
        try await narrator.step("A message and a file that \(other) sealed are refused") {
            let key = try await neighbour.createKey("neighbour", origin: .internal)
            let message = try await neighbour.service.encrypt([1], under: .id(key.id), for: neighbour.caller)
            _ = try await StepFailure.refusal {
                _ = try await service.decrypt(message.bytes, for: caller)
            } because: {
                $0 as? KeyServiceError == .invalidCiphertext(.otherEdition(found: other, expected: own))
            }
            try SampleFile.write(byteCount: 1000, to: path("neighbour.bin"))
            try await neighbour.encrypt(
                path("neighbour.bin"), to: path("neighbour.hufu"), under: key.id, context: DemoStory.context)
            return try await refuseToOpen(path("neighbour.hufu"), context: DemoStory.context) {
                $0 as? FileFormatError == .otherEdition(found: other, expected: own)
            }
        }
    }

    /// Tries to open a file, and sees that it is refused and that no file came into being.
    private func refuseToOpen(
        _ sealed: String, context: EncryptionContext, because isExpected: (any Error) -> Bool
    ) async throws -> String {
        let before = try listing()
        let refusal = try await StepFailure.refusal {
            try await vault.decrypt(sealed, to: path("refused.bin"), context: context)
        } because: {
            isExpected($0)
        }
        try StepFailure.unless(try listing() == before, "a file was left behind")
        return "“\(refusal)”"
    }

    private func speed(_ byteCount: Int, since start: ContinuousClock.Instant) -> String {
        let rate = Double(byteCount) / max(Measure.seconds(ContinuousClock.now - start), 1e-6)
        return "\(Measure.bytes(UInt64(rate)))/s, written to the disk"
    }
}
