// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
public import KeyManagement

/// Who may sign requests: one credential with the SecretKeys that count for it.
public struct Signer: Sendable {
    let credential: Credential
    private let keys: [SigningKey]

    /// A signer from what the store holds of it.
    ///
    /// - Parameters:
    ///   - principal: the credential with its secrets; none while it is disabled.
    ///   - digest: the edition's ``CryptoEdition/wireDigest``.
    public init(_ principal: Principal, digest: any WireDigest) {
        credential = principal.credential
        keys = principal.secrets.map { SigningKey($0, digest: digest) }
    }

    /// Names it, in logs and limits.
    var secretID: String { credential.secretID.text }

    /// The keys that count at `now`, the newest first.
    func keys(at now: UnixTime) -> [SigningKey] { keys.filter { $0.isValid(at: now) } }
}

/// Where the edge looks up who signs. Answers at once, from memory; safe to call from several threads.
public protocol SignerDirectory: Sendable {
    /// Whether it knows of all changes; false when the store could not be read for too long.
    var isCurrent: Bool { get }

    /// The signer of that SecretId; nil for an unknown and for a disabled one.
    func signer(_ secretID: String) -> Signer?
}
