// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

extension KeyStoreContract {
    /// Every change leaves one record, whose bytes stay.
    static let auditClauses = [
        KeyStoreContract("each change writes its record's bytes once, in order") { store in
            let records = (1...5).map { AuditRecord.sample("request-\($0) 工资", of: .sample($0)) }
            for record in records { try await store.commit(StoreChange(key: nil, audit: record)) }
            #expect(try await store.auditRecords(from: 1, limit: 100) == records.map { $0.serialised() })
        },
        KeyStoreContract("records are read in parts by number") { store in
            var all: [[UInt8]] = []
            for number in 1...5 {
                let record = AuditRecord.sample("\(number)")
                all.append(record.serialised())
                try await store.commit(StoreChange(key: nil, audit: record))
            }
            #expect(try await store.auditRecords(from: 0, limit: 2) == Array(all[0..<2]))
            #expect(try await store.auditRecords(from: 3, limit: 2) == Array(all[2..<4]))
            #expect(try await store.auditRecords(from: 5, limit: 2) == Array(all[4...]))
            for first: UInt64 in [6, .max] { #expect(try await store.auditRecords(from: first, limit: 2) == []) }
            for limit in [0, -1] { #expect(try await store.auditRecords(from: 1, limit: limit) == []) }
        },
        KeyStoreContract("records of 100 changes at once are all there, each once") { store in
            _ = try await KeyStoreContract.race(100) { number in
                try await store.commit(StoreChange(key: nil, audit: .sample("\(number)")))
            }
            let expected = Set((0..<100).map { AuditRecord.sample("\($0)").serialised() })
            let records = try await store.auditRecords(from: 1, limit: 1_000)
            #expect(records.count == 100)
            #expect(Set(records) == expected)
        },
    ]
}
