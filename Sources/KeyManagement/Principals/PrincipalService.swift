// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// The one door to the credentials of a store: who may ask the key service for what.
///
/// Holds no mutable state: what changes is in the store, by compare-and-swap, each change with its audit record, whose
/// key ID is the credential's own. Values may be shared between tasks. Every change asks the caller's policy for its
/// action as for one without a key.
///
/// ## Topics
/// ### Changes
/// - ``create(_:policy:for:)``, ``rotate(_:keepPreviousFor:for:)``, ``setPolicy(_:of:for:)``
/// - ``disable(_:for:)``, ``enable(_:for:)``, ``delete(_:for:)``
/// ### For a server
/// - ``directory()``, ``revision()``, ``signingSecrets(for:)``
public struct PrincipalService: Sendable {
    let keys: KeyService
    let store: any PrincipalStore

    /// The longest time for which an earlier SecretKey may count beside the new one, in seconds: 30 days.
    public static let longestGrace: Int64 = 30 * 86_400

    /// Opens the door.
    ///
    /// - Parameters:
    ///   - keys: the service on the keys of the same store; lends its edition, root, clock and audit.
    ///   - store: where the credentials rest.
    public init(_ keys: KeyService, store: any PrincipalStore) {
        self.keys = keys
        self.store = store
    }

    /// Makes a credential, enabled, with a SecretKey from the edition's generator.
    ///
    /// - Throws: ``KeyServiceError/credentialNameTaken(_:)``; ``KeyServiceError/unauthorized(action:key:)``;
    ///   ``KeyServiceError/store(_:)``; ``KeyServiceError/engine(_:)``.
    public func create(
        _ name: CredentialName, policy: AccessPolicy, for caller: Caller
    ) async throws(KeyServiceError) -> IssuedCredential {
        try keys.authorise(caller)
        let now = keys.clock.now
        let edition = keys.edition
        let (id, secretID) = try keys.engine { () throws(CryptoError) in
            (try UniqueID.random(from: edition), try SecretID.random(from: edition))
        }
        let credential = Credential(
            id: id, secretID: secretID, name: name, policy: policy, createdAt: now, createdBy: caller.principal)
        let secretKey = try makeSecretKey()
        let row = try keys.vault.wrap(secretKey, as: credential.secretName)
        do throws(KeyServiceError) {
            try await commit(
                PrincipalChange(
                    credential: .insert(credential), storing: [row],
                    audit: keys.audit(.createCredential, key: id, for: caller, at: now)))
        } catch .store(.nameTaken) {
            throw .credentialNameTaken(name)
        }
        return IssuedCredential(credential: credential, secretKey: secretKey)
    }

    /// Gives the credential a new SecretKey. The one before counts on for `seconds`; any earlier one ends now.
    ///
    /// - Parameters:
    ///   - selector: the credential.
    ///   - seconds: 0 to 30 days; 0 ends the old SecretKey at once.
    ///   - caller: on whose behalf; stands in the audit record.
    /// - Returns: the credential and its new SecretKey.
    /// - Throws: ``KeyServiceError/invalidGracePeriod(seconds:)``; ``KeyServiceError/credentialNotFound(_:)``;
    ///   ``KeyServiceError/unauthorized(action:key:)``; ``KeyServiceError/store(_:)``; ``KeyServiceError/engine(_:)``;
    ///   ``KeyServiceError/busy``.
    public func rotate(
        _ selector: CredentialSelector, keepPreviousFor seconds: Int64 = 0, for caller: Caller
    ) async throws(KeyServiceError) -> IssuedCredential {
        guard (0...PrincipalService.longestGrace).contains(seconds) else { throw .invalidGracePeriod(seconds: seconds) }
        let secretKey = try makeSecretKey()
        let credential = try await change(selector, by: .rotateCredential, for: caller) {
            draft throws(KeyServiceError) in
            if let earlier = draft.credential.previousSecretName { draft.removing.append(earlier) }
            if seconds == 0 { draft.removing.append(draft.credential.secretName) }
            draft.credential.previousValidUntil = seconds == 0 ? nil : draft.now.adding(seconds: seconds)
            draft.credential.secretVersion += 1
            draft.storing.append(try keys.vault.wrap(secretKey, as: draft.credential.secretName))
        }
        return IssuedCredential(credential: credential, secretKey: secretKey)
    }

    /// Refuses every request signed with the credential until it is enabled again.
    ///
    /// - Throws: ``KeyServiceError/credentialNotFound(_:)``; ``KeyServiceError/unauthorized(action:key:)``;
    ///   ``KeyServiceError/store(_:)``; ``KeyServiceError/busy``. So do the other changes here.
    @discardableResult
    public func disable(
        _ selector: CredentialSelector, for caller: Caller
    ) async throws(KeyServiceError) -> Credential {
        try await change(selector, by: .disableCredential, for: caller) { draft in draft.credential.isEnabled = false }
    }

    /// Accepts requests signed with the credential again.
    @discardableResult
    public func enable(
        _ selector: CredentialSelector, for caller: Caller
    ) async throws(KeyServiceError) -> Credential {
        try await change(selector, by: .enableCredential, for: caller) { draft in draft.credential.isEnabled = true }
    }

    /// Puts another policy in the place of the credential's.
    @discardableResult
    public func setPolicy(
        _ policy: AccessPolicy, of selector: CredentialSelector, for caller: Caller
    ) async throws(KeyServiceError) -> Credential {
        try await change(selector, by: .putCredentialPolicy, for: caller) { draft in draft.credential.policy = policy }
    }

    /// Removes the credential and its SecretKeys for ever.
    public func delete(_ selector: CredentialSelector, for caller: Caller) async throws(KeyServiceError) {
        try keys.authorise(caller)
        try await keys.attempting { () async throws(KeyServiceError) in
            let credential = try await credential(selector)
            let names = [credential.secretName] + (credential.previousSecretName.map { [$0] } ?? [])
            try await commit(
                PrincipalChange(
                    credential: .remove(credential.id, expectedRevision: credential.revision), removing: names,
                    audit: keys.audit(.deleteCredential, key: credential.id, for: caller, at: keys.clock.now)))
        }
    }

    private func makeSecretKey() throws(KeyServiceError) -> KeyMaterial {
        try keys.engine { () throws(CryptoError) in try SecretAlphabet.randomText(from: keys.edition) }
    }
}
