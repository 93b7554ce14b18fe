// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// The story of one edition: a key from its birth to the day it is brought, used, deleted and brought back.
///
/// Each step does what it says on real files and a real store, and checks what came of it.
struct DemoStory {
    let edition: Edition
    /// Length in bytes of the large file.
    let byteCount: Int
    let scratch: ScratchFolder
    let narrator: Narrator

    /// What the encrypted things are bound to.
    static var context: EncryptionContext {
        get throws { try EncryptionContext(options: ["project=tiger"]) }
    }

    /// Tells it from beginning to end.
    ///
    /// - Throws: what the first step threw that does not hold.
    func tell() async throws {
        let folder = try scratch.makeFolder(edition.rawValue)
        let vault = try await makeVault(in: folder)
        let files = try scratch.makeFolder("\(edition.rawValue)-files")
        let stage = DemoStage(vault: vault, files: files, narrator: narrator)
        narrator.chapter("A key that the engine makes")
        let orders = try await stage.engineMadeKey()
        narrator.chapter("A key that its owner brings")
        let brought = try await stage.bringKey()
        narrator.chapter("A file of \(Measure.bytes(UInt64(byteCount)))")
        let file = try await stage.encryptFile(byteCount: byteCount, under: brought.key)
        try await stage.refuseOtherKeys(file, brought: brought)
        try await stage.refuseDamage(file)
        narrator.chapter("The material goes, and comes back")
        try await stage.deleteAndBringBack(brought, file: file)
        narrator.chapter("The other edition")
        let other: Edition = edition == .fips ? .smCrypto : .fips
        let neighbour = try await DemoVault.make(
            for: other, in: try scratch.makeFolder("\(edition.rawValue)-neighbour"))
        try await stage.refuseOtherEdition(neighbour)
        narrator.chapter("The life of a key")
        try await stage.rotate(orders)
        try await stage.scheduleDeletion(orders)
    }

    private func makeVault(in folder: String) async throws -> DemoVault {
        let loaded = try edition.load()
        narrator.begin(edition.rawValue, "\(DemoStory.name(of: edition)) · \(DemoStory.standing(of: loaded.status))")
        narrator.chapter("A store for keys")
        return try await narrator.step("Configuration, root key and key store are made") {
            let vault = try await DemoVault.make(for: edition, in: folder)
            let modes = (
                try vault.mode(of: "root"), try vault.mode(of: "root/root.key"), try vault.mode(of: "data/hufu.db")
            )
            try StepFailure.unless(modes == (0o700, 0o600, 0o600), "others may read the root key or the store")
            let count = vault.service.edition.selfTestReport.results.count
            return (vault, "\(count) self-tests passed; root key and store are readable by their owner only")
        }
    }

    private static func name(of edition: Edition) -> String {
        switch edition {
        case .fips: "FIPS: AES-256-GCM and SHA-256"
        case .smCrypto: "SM-CRYPTO: SM4-128-GCM and SM3"
        }
    }

    private static func standing(of status: ValidationStatus) -> String {
        switch status.level {
        case .algorithmsOnly: "algorithms-only: approved algorithms, no validated module"
        case .validatedModule: "validated-module"
        }
    }
}
