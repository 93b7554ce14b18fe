// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import KeyStoreSQLite
import TestSupport
import Testing

/// What is not opened, and what the refusal tells the operator to do.
@Suite struct StoreRefusalTests {
    /// A way to make something that is not fit, and the words of the refusal.
    struct Unfit: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let words: [String]
        let prepare: @Sendable (StoreIntruder) throws -> Void

        init(_ what: String, _ words: String..., prepare: @escaping @Sendable (StoreIntruder) throws -> Void) {
            testDescription = what
            self.words = words
            self.prepare = prepare
        }
    }

    @Test(arguments: [
        Unfit("no file", "there is no key store at", "hufu init") { _ in },
        Unfit("a folder", "is not a file", "store.path") { intruder in
            try FileManager.default.createDirectory(atPath: intruder.path, withIntermediateDirectories: false)
        },
        Unfit("a text file", "is not a hufu key store", "store.path") { intruder in
            try Data(String(repeating: "edition: fips\n", count: 100).utf8).write(
                to: URL(fileURLWithPath: intruder.path))
        },
        Unfit("an empty file", "is not a hufu key store", "interrupted", "hufu init") { intruder in
            try Data().write(to: URL(fileURLWithPath: intruder.path))
        },
        Unfit("another program's database", "is not a hufu key store") { intruder in
            try intruder.run("CREATE TABLE identity (edition TEXT); PRAGMA application_id = 7")
        },
    ])
    func `something else than a store is refused and stays as it is`(unfit: Unfit) async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            try unfit.prepare(intruder)
            let before = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            let bytes = try? intruder.bytes()
            try expectUnfit(unfit.words, at: intruder.path)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == before)
            let after = try? intruder.bytes()
            #expect(after == bytes)
        }
    }

    @Test(arguments: [
        Unfit("a newer schema version", "newer hufu", "schema 99", "Update hufu") {
            try $0.run("PRAGMA user_version = 99")
        },
        Unfit("a migration from the future", "newer hufu", "Update hufu") { intruder in
            try intruder.run("INSERT INTO grdb_migrations VALUES ('999-from-the-future')")
        },
        Unfit("no identity", "identity is missing or damaged", "backup") { try $0.run("DELETE FROM identity") },
        Unfit("an unknown edition", "identity is missing or damaged") {
            try $0.run("UPDATE identity SET edition = 'x'")
        },
        Unfit("an impossible root version", "identity is missing or damaged") { intruder in
            try intruder.run("UPDATE identity SET root_version = -1")
        },
        Unfit("a short ID", "identity is missing or damaged") { intruder in
            try intruder.run("PRAGMA ignore_check_constraints = ON; UPDATE identity SET root_id = x'00'")
        },
    ])
    func `an altered store is refused`(unfit: Unfit) async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            _ = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            try unfit.prepare(intruder)
            try expectUnfit(unfit.words, at: intruder.path)
        }
    }

    @Test(arguments: Edition.allCases)
    func `a store of the other edition is refused, naming both`(edition: Edition) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let other: Edition = edition == .fips ? .smCrypto : .fips
            _ = try SQLiteKeyStore.create(at: path, identity: .sample(other))
            let words = ["edition \(other)", "configuration says \(edition)", "Set `edition: \(other)`"]
            try expectUnfit(words, at: path, expecting: edition)
        }
    }

    @Test(arguments: [0.3, 0.6, 0.9])
    func `a store cut short is refused as damaged`(share: Double) async throws {
        try await expectDamage { bytes in bytes.removeLast(bytes.count - Int(Double(bytes.count) * share)) }
    }

    @Test func `a store with overwritten pages is refused as damaged`() async throws {
        try await expectDamage { bytes in
            for index in 4_096..<bytes.count { bytes[index] = 0xA5 }
        }
    }

    private func expectDamage(_ change: @Sendable (inout [UInt8]) -> Void) async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            do {
                let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
                for number: UInt32 in 1...50 {
                    let secret = WrappedSecret.sample(number, filler: 1)
                    try await store.commit(
                        StoreChange(key: .insert(.sample(number)), storing: [secret], audit: .sample("r")))
                }
            }
            try intruder.alter(change)
            #expect { try SQLiteKeyStore.open(at: intruder.path, expecting: .fips) } throws: { error in
                guard case .damaged = error as? KeyStoreError else { return false }
                return text(error).contains("Restore it from a backup")
            }
        }
    }

    private func expectUnfit(_ words: [String], at path: String, expecting edition: Edition = .fips) throws {
        #expect { try SQLiteKeyStore.open(at: path, expecting: edition) } throws: { error in
            guard case .unfit(let reason) = error as? KeyStoreError else { return false }
            let missing = words.filter { !reason.contains($0) }
            #expect(missing.isEmpty, "'\(reason)'")
            return missing.isEmpty
        }
    }
}
