// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
internal import GRDB
public import KeyManagement

extension SQLiteKeyStore {
    /// Makes a new store: a file of mode 0600, its folders, where they are missing, of mode 0700.
    ///
    /// Blocks its thread until the store is on the disk. When it fails, no file remains.
    ///
    /// - Parameters:
    ///   - path: where; nothing may be there.
    ///   - identity: what the store is from now on.
    /// - Returns: the store, open and without keys or secrets.
    /// - Throws: `unfit` when something is at `path`; `unavailable` when it cannot be written.
    public static func create(at path: String, identity: StoreIdentity) throws(KeyStoreError) -> SQLiteKeyStore {
        let file = StoreFile(path: path)
        try file.create()
        do {
            let pool = try StoreConnection.open(at: path)
            try Schema.migrator.migrate(pool)
            try pool.write { database in try IdentityRow.insert(identity, into: database) }
            try pool.writeWithoutTransaction { database in _ = try database.checkpoint(.truncate) }
            return SQLiteKeyStore(pool: pool, identity: identity)
        } catch {
            file.discard()
            throw KeyStoreError(reporting: error)
        }
    }

    /// Opens a store, after a look that changes nothing has found it fit; an older schema is then brought up to date.
    ///
    /// Blocks its thread for as long as reading the keys and secrets once takes (their pages are checked).
    ///
    /// - Parameters:
    ///   - path: where the store is.
    ///   - edition: the edition that the configuration names.
    /// - Returns: the store, its schema the newest.
    /// - Throws: `unfit` when there is no store, another kind of file, a newer schema, another edition or a damaged
    ///   identity; `damaged` when the database's structure is; `unavailable` when it cannot be read or written.
    public static func open(at path: String, expecting edition: Edition) throws(KeyStoreError) -> SQLiteKeyStore {
        let file = StoreFile(path: path)
        try file.checkPresence()
        do {
            let identity = try inspect(file, expecting: edition)
            let pool = try StoreConnection.open(at: path)
            if try !pool.read(Schema.migrator.hasCompletedMigrations) { try Schema.migrator.migrate(pool) }
            let store = SQLiteKeyStore(pool: pool, identity: identity)
            pool.writeWithoutTransaction { database in store.eraser.erase(in: database) }
            return store
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw file.foreign
        } catch {
            throw KeyStoreError(reporting: error)
        }
    }

    /// Looks at the database through a read-only connection, so that a file that is not ours stays as it is.
    private static func inspect(_ file: StoreFile, expecting edition: Edition) throws -> StoreIdentity {
        let queue = try DatabaseQueue(path: file.path, configuration: StoreConnection.configuration(readonly: true))
        return try queue.read { database in
            guard try Schema.applicationID(of: database) == Schema.applicationID else { throw file.foreign }
            let version = try Schema.version(of: database)
            guard version <= Schema.version, try !Schema.migrator.hasBeenSuperseded(database) else {
                throw KeyStoreError.unfit(
                    "'\(file.path)' was written by a newer hufu (schema \(version); this one knows \(Schema.version)). "
                        + "Update hufu")
            }
            let identity = try IdentityRow.fetch(from: database)
            guard identity.edition == edition else {
                throw KeyStoreError.unfit(
                    "'\(file.path)' holds keys of the edition \(identity.edition), the configuration says \(edition). "
                        + "Set `edition: \(identity.edition)`, or name another store.path")
            }
            try Schema.checkStructure(of: database, version: version)
            return identity
        }
    }
}
