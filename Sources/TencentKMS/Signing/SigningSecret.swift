// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
import Synchronization

/// One SecretKey, ready to verify signatures made with it. May be shared between threads.
///
/// The keys that TC3 derives from it for a day are kept for that day.
public final class SigningSecret: Sendable {
    private let digest: any WireDigest
    /// The SecretKey's characters.
    private let secret: KeyMaterial
    private let today = Mutex<(date: String, key: any MessageAuthenticator)?>(nil)

    /// - Parameters:
    ///   - secret: the SecretKey's characters, in ASCII.
    ///   - digest: the edition's ``CryptoEdition/wireDigest``.
    public init(_ secret: consuming KeyMaterial, digest: any WireDigest) {
        self.secret = secret
        self.digest = digest
    }

    /// HMAC-SHA-256 under the key that TC3 derives for `date` and the service `kms`.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func tc3(date: String) throws(CryptoError) -> any MessageAuthenticator {
        if let kept = today.withLock({ $0?.date == date ? $0?.key : nil }) { return kept }
        let prefix = Array("TC3".utf8)
        let root = KeyMaterial(byteCount: prefix.count + secret.byteCount) { (bytes: inout MutableSpan<UInt8>) in
            for place in prefix.indices { bytes[place] = prefix[place] }
            secret.withBytes { secret in
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
        try digest.makeAuthenticator(hash, key: secret)
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
