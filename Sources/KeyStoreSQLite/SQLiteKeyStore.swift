// SPDX-License-Identifier: Apache-2.0
internal import GRDB
public import KeyManagement

/// Keys, wrapped secrets and the audit trail in one SQLite database.
///
/// The database runs in WAL mode with `synchronous=FULL`: a change that returned has reached the disk. It may be open
/// several times, in this process and in others (the command beside the service); the compare-and-swap on a key's
/// revision holds across all of them. A change waits up to ``busyTimeout`` for another writer, then fails with
/// ``KeyManagement/KeyStoreError/unavailable(_:)``.
///
/// Safe to call from any task; SQLite works on threads of its own, never on the caller's.
///
/// ## Erasure
/// An erased secret is overwritten in the database with zeros, and no other page holds an image of it (`SecretRow` says how).
/// Its earlier image in the write-ahead log goes at once, too, unless another connection reads at that moment; then
/// with the next change that finds none, at the latest with the next opening. What a file system or a drive keeps of
/// overwritten blocks is beyond its reach.
///
/// ## Topics
/// ### Opening
/// - ``create(at:identity:)``
/// - ``open(at:expecting:)``
public final class SQLiteKeyStore: KeyStore {
    /// What this store is, as written when it was made.
    public let identity: StoreIdentity

    /// How long a call waits for a lock that another process or connection holds.
    public static let busyTimeout = Duration.seconds(5)

    let pool: DatabasePool
    let eraser = LogEraser()

    init(pool: DatabasePool, identity: StoreIdentity) {
        self.pool = pool
        self.identity = identity
    }

    /// The key of that ID or alias as stored, or nil.
    ///
    /// - Throws: `unavailable` when the database cannot be read or the task was cancelled; `damaged` when the row is
    ///   not what was written, or its index columns contradict its record.
    public func key(_ selector: KeySelector) async throws(KeyStoreError) -> CustomerMasterKey? {
        try await read { database in try KeyRow.fetch(selector, from: database) }
    }

    /// A page of the keys that match, and the count of all that match, both of one moment.
    ///
    /// The search text is taken literally, byte by byte: no character is a wildcard, case counts.
    /// A negative offset or limit counts as 0.
    ///
    /// - Throws: `unavailable` and `damaged` as ``key(_:)``.
    public func keys(_ query: KeyQuery) async throws(KeyStoreError) -> KeyPage {
        try await read { database in try KeyRow.fetchPage(query, from: database) }
    }

    /// The keys to which time alone does something at `now`, found by an index: no other row is read.
    ///
    /// - Throws: `unavailable` and `damaged` as ``key(_:)``.
    public func keysDue(at now: UnixTime, limit: Int) async throws(KeyStoreError) -> [CustomerMasterKey] {
        try await read { database in try KeyRow.fetchDue(at: now, limit: limit, from: database) }
    }

    /// The secret of that name as it rests, or nil.
    ///
    /// - Throws: `unavailable` and `damaged` as ``key(_:)``.
    public func secret(_ name: SecretName) async throws(KeyStoreError) -> WrappedSecret? {
        try await read { database in try SecretRow.fetch(name, from: database) }
    }

    /// Reads a part of the audit trail. Its records are numbered from 1 without a gap.
    ///
    /// - Parameters:
    ///   - first: the number to begin with; 0 counts as 1.
    ///   - limit: how many to return at most.
    /// - Returns: the very bytes that were stored, in the order of writing; the first one has the number `first`.
    /// - Throws: `unavailable` as ``key(_:)``; `damaged` when a record is missing in between.
    public func auditRecords(from first: UInt64, limit: Int) async throws(KeyStoreError) -> [[UInt8]] {
        try await read { database in try AuditTrail.fetch(from: first, limit: limit, in: database) }
    }

    /// The hosted data key of that ID or name as stored, or nil.
    ///
    /// - Throws: `unavailable` and `damaged` as ``key(_:)``.
    public func dataKey(_ selector: DataKeySelector) async throws(KeyStoreError) -> HostedDataKey? {
        try await read { database in try DataKeyRow.fetch(selector, from: database) }
    }

    /// A page of the data keys that match, and the count of all that match, both of one moment; as ``keys(_:)``.
    ///
    /// - Throws: `unavailable` and `damaged` as ``key(_:)``.
    public func dataKeys(_ query: DataKeyQuery) async throws(KeyStoreError) -> DataKeyPage {
        try await read { database in try DataKeyRow.fetchPage(query, from: database) }
    }

    /// The data keys whose deletion date has come at `now`; as ``keysDue(at:limit:)``.
    ///
    /// - Throws: `unavailable` and `damaged` as ``key(_:)``.
    public func dataKeysDue(at now: UnixTime, limit: Int) async throws(KeyStoreError) -> [HostedDataKey] {
        try await read { database in try DataKeyRow.fetchDue(at: now, limit: limit, from: database) }
    }

    /// The keys in numbers, as they are at `now`.
    ///
    /// - Throws: `unavailable` and `damaged` as ``key(_:)``.
    public func statistics(at now: UnixTime) async throws(KeyStoreError) -> KeyStatistics {
        try await read { database in try KeyCensus.take(at: now, in: database) }
    }

    /// How many keys there are whose state as stored counts towards a limit, found by an index.
    ///
    /// - Throws: `unavailable` as ``key(_:)``.
    public func keyCount() async throws(KeyStoreError) -> Int {
        try await read { database in try KeyRow.count(in: database) }
    }

    /// Carries out changes in one transaction, their audit records with them: all or nothing.
    ///
    /// Changes once begun are carried out or refused, also when the calling task is cancelled meanwhile: what is
    /// reported is what happened.
    ///
    /// - Throws: `revisionConflict` when what a change demands is not so, when a key or data key is at another revision,
    ///   is gone, is there already (insert), or when its new value does not raise the revision; `keyLimitReached`;
    ///   `aliasTaken`;
    ///   `dataKeyNameTaken`; `unavailable`, such as for a full disk; `damaged`. Nothing was changed then.
    public func commit(_ changes: [StoreChange]) async throws(KeyStoreError) {
        let transaction = StoreTransaction(changes)
        let outcome: Result<Void, KeyStoreError> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [eraser] database in
                continuation.resume(returning: transaction.carryOut(in: database, eraser: eraser))
            }
        }
        try outcome.get()
    }

    /// Writes the schema's version over itself, and waits until it is on the disk.
    ///
    /// - Throws: `unavailable`, such as for a full disk or a file that became read-only.
    public func probe() async throws(KeyStoreError) {
        let outcome: Result<Void, KeyStoreError> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                do {
                    try database.inTransaction(.immediate) {
                        try database.execute(sql: "PRAGMA user_version = \(try Schema.version(of: database))")
                        return .commit
                    }
                    continuation.resume(returning: .success(()))
                } catch {
                    continuation.resume(returning: .failure(KeyStoreError(reporting: error)))
                }
            }
        }
        try outcome.get()
    }

    /// Records uses in one transaction, in the order given: each whose keys all are at the revisions it names.
    ///
    /// The records are on the disk before this returns. Carried out also when the calling task is cancelled meanwhile.
    ///
    /// - Returns: for each use success, or `revisionConflict` with nothing of it recorded; for all of them `unavailable` or
    ///   `damaged` when the transaction failed.
    public func record(_ uses: [KeyUse]) async -> [Result<Void, KeyStoreError>] {
        let batch = uses.map { use in RecordedUse(keys: use.keys, records: use.records.map { $0.serialised() }) }
        return await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [eraser] database in
                continuation.resume(returning: RecordedUse.write(batch, to: database, eraser: eraser))
            }
        }
    }

    /// Reads one snapshot of the database.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(KeyStoreError) -> Value {
        do {
            return try await pool.read(body)
        } catch {
            throw KeyStoreError(reporting: error)
        }
    }
}
