// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import GRDB
import KeyManagement
import TestSupport
import Testing

@testable import KeyStoreSQLite

/// Uses beside changes that another process makes, and what many batches leave on the disk.
@Suite struct StoreUseTests {
    /// Another process is a second store on the same file, with a service of its own: they share nothing but the file.
    @Test(arguments: Edition.allCases)
    func `no use is recorded as done after another process disabled the key, and each answer has its record`(
        edition: Edition
    ) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let fixture = try await KeyServiceFixture(edition, cache: .standard) { identity in
                try SQLiteKeyStore.create(at: path, identity: identity)
            }
            let (service, caller) = (fixture.service, fixture.caller)
            let other = try fixture.secondService(on: SQLiteKeyStore.open(at: path, expecting: edition))
            let selector = KeySelector.id(try await fixture.key("orders").id)
            let answered = SharedCount()
            let disabled = SharedCount()
            let ended = SharedCount()
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        while ended.value == 0 {
                            let moment = disabled.value
                            do {
                                _ = try await service.encrypt([7], under: selector, for: caller)
                                answered.add()
                                let isLate = moment % 2 == 1 && disabled.value == moment
                                #expect(!isLate, "begun and answered while the key was disabled")
                            } catch KeyServiceError.refusedByState(.cmkDisabled, _, _) {
                                continue
                            }
                        }
                    }
                }
                for _ in 0..<8 {
                    let before = answered.value
                    while answered.value < before + 5 { await Task.yield() }
                    try await other.disableKey(selector, for: caller)
                    disabled.add()
                    try await Task.sleep(for: .milliseconds(2))
                    disabled.add()
                    try await other.enableKey(selector, for: caller)
                }
                ended.add()
                try await group.waitForAll()
            }
            try await expectOrder(fixture, answeredCount: answered.value)
        }
    }

    /// Goes through the trail: between the record that disables the key and the one that enables it no use is `ok`.
    private func expectOrder(_ fixture: KeyServiceFixture, answeredCount: Int) async throws {
        var isEnabled = true
        var doneCount = 0
        for record in try await fixture.auditRecords() {
            switch (record.action, record.outcome) {
            case (.disableKey, "ok"): isEnabled = false
            case (.enableKey, "ok"): isEnabled = true
            case (.encrypt, "ok"):
                #expect(isEnabled)
                doneCount += 1
            case (.encrypt, let outcome): #expect(!isEnabled && outcome == "CmkDisabled")
            default: continue
            }
        }
        #expect(doneCount == answeredCount)
    }

    @Test func `the log stays bounded over hundreds of batches`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let store = try SQLiteKeyStore.create(at: path, identity: .sample(.fips))
            try await store.commit(StoreChange(key: .insert(.sample(1)), audit: .sample("create")))
            let use = KeyUse(
                keys: [KeyRevision(keyID: .sample(1), revision: 1)], records: [.sample("r", of: .sample(1))])
            var largest = 0
            for batch in 0..<400 {
                _ = await store.record([KeyUse](repeating: use, count: 100))
                guard batch % 10 == 0 else { continue }
                let attributes = try FileManager.default.attributesOfItem(atPath: path + "-wal")
                largest = max(largest, try #require(attributes[.size] as? Int))
            }
            // SQLite begins the log anew after 1,000 pages of 4 KiB; a transaction may go beyond by its own pages.
            #expect(largest < 1_100 * 4_120)
            #expect(try await store.auditRecords(from: 40_001, limit: 2).count == 1)
        }
    }

    @Test func `on a full disk all uses of the batch fail and none is recorded`() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteKeyStore.create(at: folder.path("hufu.db"), identity: .sample(.fips))
            try await store.pool.writeWithoutTransaction { database in
                let pages = try Int.fetchOne(database, sql: "PRAGMA page_count")
                try database.execute(sql: "PRAGMA max_page_count = \(pages ?? 0)")
            }
            let uses = (0..<500).map { KeyUse(keys: [], records: [.sample("\($0)")]) }
            let outcomes = await store.record(uses)
            #expect(outcomes.count == 500)
            for outcome in outcomes { #expect(outcome.error.map(text)?.contains("the disk is full") == true) }
            #expect(try await store.auditRecords(from: 1, limit: 9).isEmpty)
        }
    }

    @Test func `a batch of a cancelled task is recorded all the same`() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteKeyStore.create(at: folder.path("hufu.db"), identity: .sample(.fips))
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                return await store.record([KeyUse(keys: [], records: [.sample("late")])]).map(\.error)
            }
            task.cancel()
            #expect(await task.value == [nil])
            #expect(try await store.auditRecords(from: 1, limit: 9) == [AuditRecord.sample("late").serialised()])
        }
    }
}
