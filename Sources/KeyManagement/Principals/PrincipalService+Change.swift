// SPDX-License-Identifier: Apache-2.0

/// A credential while one operation changes it: becomes one ``PrincipalChange``.
struct CredentialDraft: Sendable {
    /// The credential as it shall be.
    var credential: Credential
    /// The moment of the operation.
    let now: UnixTime
    /// Secrets to write with it.
    var storing: [WrappedSecret] = []
    /// Secrets to erase with it.
    var removing: [SecretName] = []

    private let expectedRevision: UInt64

    init(_ credential: Credential, now: UnixTime) {
        expectedRevision = credential.revision
        self.credential = credential
        self.now = now
        self.credential.revision += 1
    }

    /// What the store is to carry out.
    func change(recording audit: AuditRecord) -> PrincipalChange {
        PrincipalChange(
            credential: .update(credential, expectedRevision: expectedRevision), storing: storing, removing: removing,
            audit: audit)
    }
}

extension PrincipalService {
    /// Reads a credential, lets `decide` change it, and commits; begins anew when it changed meanwhile.
    ///
    /// - Throws: what `decide` throws, nothing being changed then; ``KeyServiceError/busy`` after several beginnings.
    func change(
        _ selector: CredentialSelector, by action: KeyAction, for caller: Caller,
        _ decide: (inout CredentialDraft) throws(KeyServiceError) -> Void
    ) async throws(KeyServiceError) -> Credential {
        try keys.authorise(caller)
        return try await keys.attempting { () async throws(KeyServiceError) in
            var draft = CredentialDraft(try await credential(selector), now: keys.clock.now)
            try decide(&draft)
            let record = keys.audit(action, key: draft.credential.id, for: caller, at: draft.now)
            try await commit(draft.change(recording: record))
            return draft.credential
        }
    }

    func commit(_ change: PrincipalChange) async throws(KeyServiceError) {
        do throws(KeyStoreError) { try await store.commit(change) } catch { throw .store(error) }
    }
}
