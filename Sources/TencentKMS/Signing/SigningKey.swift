// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import Synchronization

/// One SecretKey, ready to verify signatures made with it. May be shared between threads.
///
/// The key that TC3 derives from it for a day is kept for that day.
final class SigningKey: Sendable {
    private let digest: any WireDigest
    private let secret: SigningSecret
    private let today = Mutex<(date: String, key: any MessageAuthenticator)?>(nil)

    init(_ secret: SigningSecret, digest: any WireDigest) {
        self.secret = secret
        self.digest = digest
    }

    /// Whether it counts at `now`.
    func isValid(at now: UnixTime) -> Bool { secret.isValid(at: now) }

    /// HMAC-SHA-256 under the key that TC3 derives for `date` and the service `kms`.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func tc3(date: String) throws(CryptoError) -> any MessageAuthenticator {
        if let kept = today.withLock({ $0?.date == date ? $0?.key : nil }) { return kept }
        let prefix = Array("TC3".utf8)
        let root = KeyMaterial(byteCount: prefix.count + secret.key.byteCount) { (bytes: inout MutableSpan<UInt8>) in
            for place in prefix.indices { bytes[place] = prefix[place] }
            secret.key.withBytes { secret in
                for place in secret.indices { bytes[prefix.count + place] = secret[place] }
            }
        }
        let ofDay = try derive(from: root, date)
        let ofService = try derive(from: ofDay, TC3Authorization.service)
        let key = try digest.makeAuthenticator(.sha256, key: try derive(from: ofService, TC3Authorization.terminator))
        today.withLock { $0 = (date, key) }
        return key
    }

    /// HMAC under the SecretKey itself, as version 1 of the signature has it.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func v1(_ hash: WireHash) throws(CryptoError) -> any MessageAuthenticator {
        try digest.makeAuthenticator(hash, key: secret.key)
    }

    private func derive(from key: borrowing KeyMaterial, _ text: String) throws(CryptoError) -> KeyMaterial {
        let authenticator = try digest.makeAuthenticator(.sha256, key: key)
        let message = Array(text.utf8)
        return try KeyMaterial(byteCount: WireHash.sha256.byteCount) {
            (derived: inout OutputSpan<UInt8>) throws(CryptoError) in
            try authenticator.authenticate(message.span, into: &derived)
        }
    }
}
