// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import KeyStoreSQLite
import Synchronization
import TestSupport
import Testing

/// Several stores on one file, and processes that end without a word.
@Suite(.serialized) struct StoreProcessTests {
    @Test func `two stores on one file swap against each other`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let stores = [
                try SQLiteKeyStore.create(at: path, identity: .sample(.fips)),
                try SQLiteKeyStore.open(at: path, expecting: .fips),
            ]
            try await stores[0].commit(StoreChange(key: .insert(.sample(1)), audit: .sample("create")))
            try await withThrowingTaskGroup { group in
                for number in 0..<60 {
                    group.addTask { try await stores[number % 2].count(1) }
                }
                try await group.waitForAll()
            }
            for store in stores {
                #expect(try await store.key(.id(.sample(1)))?.revision == 61)
                #expect(try await store.auditRecords(from: 1, limit: 100).count == 61)
            }
        }
    }

    @Test func `two processes on one file swap against each other`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let store = try SQLiteKeyStore.create(at: path, identity: .sample(.fips))
            try await store.commit(StoreChange(key: .insert(.sample(1)), audit: .sample("create")))
            async let child: Void = runCounter(path)
            try await store.count(100)
            await child
            #expect(try await store.key(.id(.sample(1)))?.revision == 201)
            #expect(try await store.auditRecords(from: 1, limit: 300).count == 201)
        }
    }

    private func runCounter(_ path: String) async {
        await #expect(processExitsWith: .success) { [path = path as String] in
            try await SQLiteKeyStore.open(at: path, expecting: .fips).count(100)
        }
    }

    @Test func `whatever a killed process was told is written is there, whole, and so is each other change`()
        async throws
    {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            _ = try SQLiteKeyStore.create(at: path, identity: .sample(.fips))
            var acknowledged: [UInt32] = []
            for round: UInt32 in 1...3 {
                let first = round * 100_000
                let log = folder.path("acknowledged-\(round)")
                let delay = round * 1_300
                await #expect(processExitsWith: .signal(SIGKILL)) {
                    [path = path as String, log = log as String, first = first as UInt32, delay = delay as UInt32] in
                    try await writeUntilKilled(path: path, log: log, first: first, microseconds: delay)
                }
                acknowledged += try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map { line in
                    try #require(UInt32(line))
                }
                try await expectWhole(SQLiteKeyStore.open(at: path, expecting: .fips), acknowledged)
            }
            #expect(acknowledged.count >= 60, "each process did something before it was killed")
        }
    }

    /// Compares keys, secrets and records with each other and with what was acknowledged.
    private func expectWhole(_ store: SQLiteKeyStore, _ acknowledged: [UInt32]) async throws {
        let page = try await store.keys(KeyQuery(limit: .max))
        let records = try await store.auditRecords(from: 1, limit: .max)
        let written = Set(page.keys.map(\.id))
        #expect(written.isSuperset(of: acknowledged.map { .sample($0) }))
        #expect(page.totalCount == page.keys.count)
        #expect(Set(page.keys.map { AuditRecord.sample("r", of: $0.id).serialised() }) == Set(records))
        #expect(records.count == written.count)
        for key in page.keys {
            let name = SecretName(kind: .material, id: key.id, version: 1)
            #expect(try await store.secret(name)?.box.count == 96)
        }
    }
}

/// Writes keys from several tasks, and each number to `log` once its change returned; the process kills itself, changes
/// under way, so many microseconds after the 20th.
private func writeUntilKilled(path: String, log: String, first: UInt32, microseconds: UInt32) async throws {
    let store = try SQLiteKeyStore.open(at: path, expecting: .fips)
    let descriptor = unsafe open(log, O_CREAT | O_WRONLY | O_APPEND, 0o600)
    let count = AcknowledgedCount()
    try await withThrowingTaskGroup { group in
        for task: UInt32 in 0..<4 {
            group.addTask {
                for number in (first + task * 10_000)... {
                    try await store.commit(
                        StoreChange(
                            key: .insert(.sample(number)), storing: [.sample(number, filler: 0x55)],
                            audit: .sample("r", of: .sample(number))))
                    let line = Array("\(number)\n".utf8)
                    guard unsafe write(descriptor, line, line.count) == line.count else { return }
                    guard count.next() == 20 else { continue }
                    Thread.detachNewThread {
                        usleep(microseconds)
                        kill(getpid(), SIGKILL)
                    }
                }
            }
        }
        try await group.waitForAll()
    }
}

/// Counts what several tasks were told is written.
private final class AcknowledgedCount: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}

extension SQLiteKeyStore {
    /// Raises the revision of key 1 so many times, each time against all comers.
    fileprivate func count(_ times: Int) async throws {
        var left = times
        while left > 0 {
            guard let key = try await key(.id(.sample(1))) else { throw KeyStoreError.damaged("key 1 is gone") }
            do throws(KeyStoreError) {
                try await commit(
                    StoreChange(key: .update(key.changed(), expectedRevision: key.revision), audit: .sample("r")))
                left -= 1
            } catch .revisionConflict {
                continue
            }
        }
    }
}
