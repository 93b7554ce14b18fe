// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// One SecretKey against which a signature may be checked. Immutable; shared between tasks.
public final class SigningSecret: Sendable {
    /// The 32 characters, ASCII.
    package let key: KeyMaterial
    /// Until when it counts; nil for the newest, which has no end. It no longer counts at that moment.
    public let validUntil: UnixTime?

    package init(key: consuming KeyMaterial, validUntil: UnixTime?) {
        self.key = key
        self.validUntil = validUntil
    }

    /// Whether it counts at `now`.
    public func isValid(at now: UnixTime) -> Bool { validUntil.map { now < $0 } ?? true }
}

extension SigningSecret: CustomStringConvertible, CustomReflectable {
    /// Says that it is a secret, not which.
    public var description: String { "SigningSecret" }

    /// Shows nothing of it.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A credential and what a server needs to check signatures made with it.
public struct Principal: Sendable {
    /// The credential.
    public let credential: Credential
    /// The SecretKeys that count, the newest first; none while the credential is disabled. Ask each for its end again.
    public let secrets: [SigningSecret]
}

/// All credentials of a store at one moment.
public struct PrincipalDirectory: Sendable {
    /// The store's count of changes of credentials then; another count means that this is out of date.
    public let revision: UInt64
    /// The principals by SecretId, disabled ones included.
    public let principals: [SecretID: Principal]
}
