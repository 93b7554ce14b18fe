// SPDX-License-Identifier: Apache-2.0

/// A key while one operation changes it: becomes one ``StoreChange``.
struct KeyDraft: Sendable {
    /// The key as it shall be.
    var key: CustomerMasterKey
    /// The moment of the operation.
    let now: UnixTime
    /// Secrets to write with it.
    var storing: [WrappedSecret] = []
    /// Secrets to erase with it.
    var removing: [SecretName] = []
    /// What the audit record says came of it.
    var outcome = "ok"
    /// Whether approved functions alone serve it.
    var isApproved = true

    /// The key as it was read.
    let original: CustomerMasterKey

    init(_ key: CustomerMasterKey, now: UnixTime) {
        original = key
        self.key = key
        self.now = now
        self.key.revision += 1
    }

    /// Forgets the material: its rows go; what ties the key to it stays.
    mutating func endMaterial(by action: KeyAction) {
        removing += key.materialNames
        key.dropMaterial(by: action)
    }

    /// Ends the import under way: its token no longer counts, and its private key goes.
    mutating func endImport() {
        removing += key.importKeyNames
        key.importSession = nil
    }

    /// What the store is to carry out.
    func change(recording audit: AuditRecord) -> StoreChange {
        StoreChange(
            key: .update(key, expectedRevision: original.revision), storing: storing, removing: removing, audit: audit)
    }
}
