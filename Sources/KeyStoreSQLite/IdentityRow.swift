// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine
internal import Foundation
internal import GRDB
internal import KeyManagement

/// The one row of `identity`.
enum IdentityRow {
    /// Writes what the store is.
    static func insert(_ identity: StoreIdentity, into database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO identity (single, store_id, edition, root_id, root_version, fingerprint_key_id, audit_key_id)
                VALUES (1, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                identity.storeID.blob, identity.edition.rawValue, identity.rootID.blob, identity.rootVersion,
                identity.fingerprintKeyID.blob, identity.auditKeyID.blob,
            ])
    }

    /// Reads what the store is.
    ///
    /// - Throws: `unfit` when there is no row, or one that makes no sense.
    static func fetch(from database: Database) throws -> StoreIdentity {
        let unsound = KeyStoreError.unfit("its identity is missing or damaged. Restore the store from a backup")
        guard let row = try Row.fetchOne(database, sql: "SELECT * FROM identity") else { throw unsound }
        do throws(KeyStoreError) {
            guard let edition = Edition(rawValue: try row.checked("edition")) else { throw unsound }
            let rootVersion: UInt32 = try row.checked("root_version")
            return StoreIdentity(
                storeID: try row.checkedID("store_id"), edition: edition, rootID: try row.checkedID("root_id"),
                rootVersion: rootVersion, fingerprintKeyID: try row.checkedID("fingerprint_key_id"),
                auditKeyID: try row.checkedID("audit_key_id"))
        } catch {
            throw unsound
        }
    }
}
