// SPDX-License-Identifier: Apache-2.0
package import KeyManagement

/// A store whose audit trail can be read back, outside of the port.
package protocol AuditedKeyStore: PrincipalStore {
    /// Up to `limit` records from the number `first` on, numbered from 1 without a gap.
    ///
    /// - Throws: ``KeyManagement/KeyStoreError/unavailable(_:)``; ``KeyManagement/KeyStoreError/damaged(_:)``.
    func auditRecords(from first: UInt64, limit: Int) async throws(KeyStoreError) -> [[UInt8]]
}
