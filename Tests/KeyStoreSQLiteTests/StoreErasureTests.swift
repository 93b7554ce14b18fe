// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import GRDB
import KeyManagement
import KeyStoreSQLite
import TestSupport
import Testing

/// Erased secrets stand in no file.
@Suite struct StoreErasureTests {
    /// With these seeds a table from which rows are deleted fails, `secure_delete` or not: SQLite moves the neighbours of
    /// a deleted row to other pages and leaves their old images, which their own erasure later does not reach.
    @Test(arguments: [3, 4, 8] as [UInt64])
    func `no byte of an erased or replaced secret is in the database or its log`(seed: UInt64) async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            var generator = SplitMix(state: seed)
            var live: [WrappedSecret] = []
            var marker: UInt16 = 0x1000
            for _ in 0..<120 {
                let replaced = live.prefix(2).map(\.name)
                live.removeFirst(replaced.count)
                let names = replaced + (0..<15).map { _ in generator.name() }
                let stored = names.map { name in
                    marker += 1
                    return secret(name, marker: marker, patternCount: generator.pick([27, 300]))
                }
                let erased = (0..<min(10, live.count)).map { _ in
                    live.remove(at: Int(generator.next() % UInt64(live.count))).name
                }
                try await store.commit(StoreChange(key: nil, storing: stored, removing: erased, audit: .sample("r")))
                live = (live + stored).shuffled(using: &generator)
            }
            let found = markers(in: try intruder.bytes())
            let expected = Set(live.map { UInt16($0.box[2]) << 8 | UInt16($0.box[3]) })
            #expect(found.subtracting(expected).isEmpty, "secrets that should be gone")
            #expect(expected.subtracting(found).isEmpty, "secrets that should be there")
            for secret in live { #expect(try await store.secret(secret.name) == secret) }
        }
    }

    @Test func `while somebody reads, the log keeps an erased secret; the next change empties it`() async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            let erased = secret(.sample, marker: 0x0101)
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
            let erased = secret(.sample, marker: 0x0101)
            try await store.commit(StoreChange(key: nil, storing: [erased], audit: .sample("store")))
            try intruder.run("PRAGMA secure_delete = ON; \(StoreErasureTests.emptying)")
            #expect(markers(in: try intruder.bytes()) == [0x0101])
            let second = try SQLiteKeyStore.open(at: intruder.path, expecting: .fips)
            #expect(markers(in: try intruder.bytes()) == [])
            #expect(try await second.secret(erased.name) == nil)
            #expect(try await store.secret(erased.name) == nil)
        }
    }

    @Test func `the schema refuses to delete a secret's row`() async throws {
        try await TemporaryFolder.with { folder in
            let intruder = StoreIntruder(path: folder.path("hufu.db"))
            let store = try SQLiteKeyStore.create(at: intruder.path, identity: .sample(.fips))
            try await store.commit(
                StoreChange(key: nil, storing: [secret(.sample, marker: 0x0101)], audit: .sample("store")))
            #expect(throws: DatabaseError.self) { try intruder.run("DELETE FROM secret") }
        }
    }

    private static let emptying =
        "UPDATE secret SET kind = NULL, id = NULL, version = NULL, origin = NULL, box = NULL"

    /// A secret whose box repeats `EE A1` and the marker.
    private func secret(_ name: SecretName, marker: UInt16, patternCount: Int = 27) -> WrappedSecret {
        let pattern: [UInt8] = [0xEE, 0xA1, UInt8(marker >> 8), UInt8(marker & 0xFF)]
        return WrappedSecret(
            name: name, origin: .internal, box: Array([[UInt8]](repeating: pattern, count: patternCount).joined()))
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

extension SecretName {
    fileprivate static let sample = SecretName(kind: .material, id: .sample(1), version: 1)
}

/// The same numbers in every run (SplitMix64, Steele et al. 2014).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func pick(_ numbers: [Int]) -> Int { numbers[Int(next() % UInt64(numbers.count))] }

    mutating func name() -> SecretName {
        SecretName(kind: .material, id: .sample(UInt32(truncatingIfNeeded: next())), version: 1)
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
