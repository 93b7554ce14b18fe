// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import KeyStoreSQLite
import TestSupport
import Testing

@Suite struct StoreCreationTests {
    @Test func `a new store's files are its owner's only, and so are the folders made for it`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("var/lib/hufu.db")
            let store = try SQLiteKeyStore.create(at: path, identity: .sample(.fips))
            try await store.commit(StoreChange(key: .insert(.sample(1)), audit: .sample("r")))
            for suffix in ["", "-wal", "-shm"] { #expect(try mode(path + suffix) == 0o600, "\(suffix)") }
            for name in ["var", "var/lib"] { #expect(try mode(folder.path(name)) == 0o700) }
        }
    }

    @Test(arguments: Edition.allCases)
    func `a store opened again is the same and holds the same`(edition: Edition) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let key = try CustomerMasterKey.sample(1)
            let secret = WrappedSecret.sample(1, filler: 0x33)
            do {
                let store = try SQLiteKeyStore.create(at: path, identity: .sample(edition))
                #expect(store.identity == .sample(edition))
                try await store.commit(StoreChange(key: .insert(key), storing: [secret], audit: .sample("create")))
            }
            let store = try SQLiteKeyStore.open(at: path, expecting: edition)
            #expect(store.identity == .sample(edition))
            #expect(try await store.key(.id(key.id)) == key)
            #expect(try await store.secret(secret.name) == secret)
            #expect(try await store.auditRecords(from: 1, limit: 9) == [AuditRecord.sample("create").serialised()])
        }
    }

    @Test func `nothing is made over an existing file, which stays`() async throws {
        try await TemporaryFolder.with { folder in
            let url = URL(fileURLWithPath: folder.path("hufu.db"))
            try Data("mine".utf8).write(to: url)
            #expect { try SQLiteKeyStore.create(at: url.path, identity: .sample(.fips)) } throws: { error in
                text(error).contains("something at '\(url.path)' already")
            }
            #expect(try Data(contentsOf: url) == Data("mine".utf8))
        }
    }

    @Test func `a folder that cannot be made is named, and nothing remains`() async throws {
        try await TemporaryFolder.with { folder in
            try Data().write(to: URL(fileURLWithPath: folder.path("file")))
            let path = folder.path("file/hufu.db")
            #expect { try SQLiteKeyStore.create(at: path, identity: .sample(.fips)) } throws: { error in
                guard case .unavailable(let reason) = error as? KeyStoreError else { return false }
                return reason.contains(path) && reason.contains("Not a directory")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
        }
    }

    private func mode(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }
}

/// The words of an error that a user reads.
func text(_ error: any Error) -> String { (error as? KeyStoreError)?.description ?? "another error: \(error)" }
