// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import GRDB
import KeyManagement
import KeyStoreSQLite
import TestSupport
import Testing

/// Erased secrets stand in no file.
@Suite struct StoreErasureTests {
    @Test func `no byte of an erased or replaced secret is in the database or its log`() async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            let all: [UInt16] = (1_000..<1_400).map { $0 }
            for start in stride(from: 0, to: all.count, by: 20) {
                let secrets = all[start..<start + 20].map { secret($0, marker: $0) }
                try await store.commit(StoreChange(key: nil, storing: secrets, audit: .sample("store")))
            }
            #expect(markers(in: try intruder.bytes()) == Set(all))

            var live = Set(all)
            for number in all where number % 3 == 0 {
                try await store.commit(
                    StoreChange(key: nil, removing: [secret(number, marker: 0).name], audit: .sample("erase")))
                live.remove(number)
            }
            for number in all where number % 3 == 1 && number % 5 == 0 {
                try await store.commit(
                    StoreChange(key: nil, storing: [secret(number, marker: number + 1_000)], audit: .sample("swap")))
                live.remove(number)
                live.insert(number + 1_000)
            }
            let found = markers(in: try intruder.bytes())
            #expect(found.subtracting(live).isEmpty, "secrets that should be gone")
            #expect(live.subtracting(found).isEmpty, "secrets that should be there")
        }
    }

    @Test func `while somebody reads, the log keeps an erased secret; the next change empties it`() async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            let erased = secret(1, marker: 0x0101)
            try await store.commit(StoreChange(key: nil, storing: [erased], audit: .sample("store")))

            let reader = try StoreReader(path: intruder.path)
            try await store.commit(StoreChange(key: nil, removing: [erased.name], audit: .sample("erase")))
            #expect(try await store.secret(erased.name) == nil)
            #expect(markers(in: try intruder.bytes()) == [0x0101], "the reader's snapshot still needs it")
            try reader.finish()

            try await store.commit(StoreChange(key: nil, audit: .sample("next")))
            #expect(markers(in: try intruder.bytes()) == [])
        }
    }

    @Test func `opening empties a log that another process left`() async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            let erased = secret(1, marker: 0x0101)
            try await store.commit(StoreChange(key: nil, storing: [erased], audit: .sample("store")))
            try intruder.run("PRAGMA secure_delete = ON; DELETE FROM secret")
            #expect(markers(in: try intruder.bytes()) == [0x0101])
            let second = try SQLiteKeyStore.open(at: intruder.path, expecting: .fips)
            #expect(markers(in: try intruder.bytes()) == [])
            #expect(try await second.secret(erased.name) == nil)
            #expect(try await store.secret(erased.name) == nil)
        }
    }

    /// A secret whose box, of 60 to 9,000 bytes, repeats `EE A1` and the marker.
    private func secret(_ number: UInt16, marker: UInt16) -> WrappedSecret {
        let pattern: [UInt8] = [0xEE, 0xA1, UInt8(marker >> 8), UInt8(marker & 0xFF)]
        let count = number % 50 == 7 ? 2_250 : 15 + Int(number) % 40
        return WrappedSecret(
            name: SecretName(kind: .material, id: .sample(UInt32(number)), version: 1), origin: .internal,
            box: Array([[UInt8]](repeating: pattern, count: count).joined()))
    }

    /// All markers that stand anywhere in `bytes`, between two `EE A1`: what a page's end cuts is none.
    private func markers(in bytes: [UInt8]) -> Set<UInt16> {
        func begins(at index: Int) -> Bool { bytes[index] == 0xEE && bytes[index + 1] == 0xA1 }
        var found: Set<UInt16> = []
        for index in bytes.indices.dropLast(5) where begins(at: index) && begins(at: index + 4) {
            found.insert(UInt16(bytes[index + 2]) << 8 | UInt16(bytes[index + 3]))
        }
        return found
    }
}

/// Another connection in the middle of reading.
private struct StoreReader {
    private let queue: DatabaseQueue

    init(path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { database in
            try database.execute(sql: "BEGIN")
            _ = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM secret")
        }
    }

    func finish() throws {
        try queue.inDatabase { database in try database.execute(sql: "COMMIT") }
    }
}
