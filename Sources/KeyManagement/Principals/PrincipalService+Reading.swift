// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension PrincipalService {
    /// All credentials, by name. Earlier SecretKeys whose time is over are erased first.
    ///
    /// - Throws: ``KeyServiceError/store(_:)``; ``KeyServiceError/busy``.
    public func credentials(for caller: Caller) async throws(KeyServiceError) -> [Credential] {
        try keys.authorise(caller)
        return try await settled(requestID: caller.requestID).credentials
    }

    /// The credential of that SecretId or name.
    ///
    /// - Throws: ``KeyServiceError/credentialNotFound(_:)``; ``KeyServiceError/store(_:)``.
    public func credential(
        _ selector: CredentialSelector, for caller: Caller
    ) async throws(KeyServiceError) -> Credential {
        try keys.authorise(caller)
        return try await credential(selector)
    }

    /// How often credentials of this store were changed, by anyone. One cheap read: a server asks it every second, and
    /// reads ``directory()`` anew when the count is another.
    ///
    /// - Throws: ``KeyServiceError/store(_:)``.
    public func revision() async throws(KeyServiceError) -> UInt64 {
        do throws(KeyStoreError) { return try await store.principalsRevision() } catch { throw .store(error) }
    }

    /// Everything that a server needs to check signatures, of one moment. Earlier SecretKeys whose time is over are
    /// erased first.
    ///
    /// - Throws: ``KeyServiceError/store(_:)``, also when a SecretKey is missing or does not open: then nobody is let
    ///   in; ``KeyServiceError/engine(_:)``; ``KeyServiceError/busy``.
    public func directory() async throws(KeyServiceError) -> PrincipalDirectory {
        try await keys.attempting { () async throws(KeyServiceError) in
            let listing = try await settled(requestID: "credentials")
            var principals: [SecretID: Principal] = [:]
            for credential in listing.credentials {
                principals[credential.secretID] = Principal(
                    credential: credential, secrets: try await secrets(of: credential))
            }
            return PrincipalDirectory(revision: listing.revision, principals: principals)
        }
    }

    /// The SecretKeys against which a signature made now in this name may be checked, the newest first.
    ///
    /// - Returns: none when there is no such credential or it is disabled.
    /// - Throws: as ``directory()``.
    public func signingSecrets(for secretID: SecretID) async throws(KeyServiceError) -> [SigningSecret] {
        try await keys.attempting { () async throws(KeyServiceError) in
            let listing = try await listing()
            guard let credential = listing.credentials.first(where: { $0.secretID == secretID }) else { return [] }
            return try await secrets(of: credential)
        }
    }
}

extension PrincipalService {
    func listing() async throws(KeyServiceError) -> CredentialListing {
        do throws(KeyStoreError) { return try await store.credentials() } catch { throw .store(error) }
    }

    func credential(_ selector: CredentialSelector) async throws(KeyServiceError) -> Credential {
        guard let credential = try await listing().credentials.first(where: selector.matches) else {
            throw .credentialNotFound(selector)
        }
        return credential
    }

    /// The credentials once every earlier SecretKey whose time is over is erased, each with a record of its own.
    private func settled(requestID: String) async throws(KeyServiceError) -> CredentialListing {
        try await keys.attempting { () async throws(KeyServiceError) in
            let listing = try await listing()
            let now = keys.clock.now
            let expired = listing.credentials.filter { $0.isPreviousExpired(at: now) }
            if expired.isEmpty { return listing }
            for credential in expired {
                var draft = CredentialDraft(credential, now: now)
                draft.removing = credential.previousSecretName.map { [$0] } ?? []
                draft.credential.previousValidUntil = nil
                let service = Caller.service(for: requestID)
                try await commit(
                    draft.change(
                        recording: keys.audit(.expireCredentialSecret, key: credential.id, for: service, at: now)))
            }
            throw .store(.revisionConflict)  // what was listed is out of date: list again
        }
    }

    private func secrets(of credential: Credential) async throws(KeyServiceError) -> [SigningSecret] {
        guard credential.isEnabled else { return [] }
        let newest = try await secret(credential.secretName, of: credential)
        var secrets = [SigningSecret(key: newest, validUntil: nil)]
        if let name = credential.previousSecretName, !credential.isPreviousExpired(at: keys.clock.now) {
            let earlier = try await secret(name, of: credential)
            secrets.append(SigningSecret(key: earlier, validUntil: credential.previousValidUntil))
        }
        return secrets
    }

    /// Opens a SecretKey.
    ///
    /// - Throws: ``KeyStoreError/revisionConflict`` when it is not there because the credential changed meanwhile;
    ///   ``KeyStoreError/damaged(_:)`` when it should be there, or does not open.
    private func secret(_ name: SecretName, of credential: Credential) async throws(KeyServiceError) -> KeyMaterial {
        let row: WrappedSecret?
        do throws(KeyStoreError) { row = try await store.secret(name) } catch { throw .store(error) }
        if let row { return try keys.vault.unwrap(row) }
        let now = try await listing().credentials.first { $0.id == credential.id }
        if now?.revision != credential.revision { throw .store(.revisionConflict) }
        throw .store(.damaged("the secret key of \(credential.secretID) is missing"))
    }
}
