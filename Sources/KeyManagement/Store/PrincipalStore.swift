// SPDX-License-Identifier: Apache-2.0

/// A key store that keeps credentials, too: their SecretKeys are among its secrets, their changes in its audit trail.
///
/// As safe to call and as durable as any ``KeyStore``.
public protocol PrincipalStore: KeyStore {
    /// All credentials, in the order of their names' bytes, and the count of changes, both of one moment.
    ///
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func credentials() async throws(KeyStoreError) -> CredentialListing

    /// How often credentials were changed, by any process. Cheap.
    ///
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func principalsRevision() async throws(KeyStoreError) -> UInt64

    /// Carries out a change in one transaction, its audit record with it: all or nothing.
    ///
    /// Secrets are removed before others are stored. A change once begun is carried out or refused, also when the
    /// calling task is cancelled meanwhile. ``principalsRevision()`` is higher afterwards.
    ///
    /// - Throws: ``KeyStoreError/revisionConflict`` when the credential is at another revision or gone, when an
    ///   inserted ID or SecretId is there already, or when the new value does not raise the revision;
    ///   ``KeyStoreError/nameTaken`` when another credential has the name, looked at after that;
    ///   ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``. Nothing was changed then.
    func commit(_ change: PrincipalChange) async throws(KeyStoreError)
}

/// All credentials of a store at one moment.
public struct CredentialListing: Sendable, Hashable {
    /// How often credentials were changed until then.
    public let revision: UInt64
    /// The credentials, in the order of their names' bytes.
    public let credentials: [Credential]

    /// A listing as read from a store.
    public init(revision: UInt64, credentials: [Credential]) {
        self.revision = revision
        self.credentials = credentials
    }
}

/// One change of a credential: carried out whole, with its audit record, or not at all.
public struct PrincipalChange: Sendable {
    /// What happens to the credential.
    public enum CredentialChange: Sendable {
        /// A new one; a conflict when its ID or SecretId is there, then refused when another has its name.
        case insert(Credential)
        /// Its new value, of a higher revision, when its stored revision still is `expectedRevision`.
        case update(Credential, expectedRevision: UInt64)
        /// It goes, when its stored revision still is `expectedRevision`.
        case remove(UniqueID, expectedRevision: UInt64)
    }

    /// The credential's part.
    public var credential: CredentialChange
    /// Secrets to write, after the erasing; one that is there under the same name is replaced.
    public var storing: [WrappedSecret]
    /// Secrets to erase; absent ones are passed over.
    public var removing: [SecretName]
    /// The record that goes with it.
    public var audit: AuditRecord

    /// A change to carry out.
    public init(
        credential: CredentialChange, storing: [WrappedSecret] = [], removing: [SecretName] = [], audit: AuditRecord
    ) {
        self.credential = credential
        self.storing = storing
        self.removing = removing
        self.audit = audit
    }
}
