// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

/// Who computes SM3 and HMAC-SM3.
enum SM3Implementation: Sendable {
    case libgcrypt(version: String)
    /// Where libgcrypt has no SM3 (before 1.9).
    case libcrypto(FetchedDigest, FetchedMAC)

    /// - Throws: ``CryptoError/backend(_:)`` when libcrypto is needed and has no SM3.
    init(library: GcryptLibrary, fallback: LibraryContext) throws(CryptoError) {
        if library.hasSM3 {
            self = .libgcrypt(version: library.version)
        } else {
            self = .libcrypto(try FetchedDigest("SM3", in: fallback), try FetchedMAC("HMAC", in: fallback))
        }
    }

    /// As reports show it, such as `libgcrypt 1.10.1`.
    var name: String {
        switch self {
        case .libgcrypt(let version): "libgcrypt \(version)"
        case .libcrypto: LibraryContext.versionText
        }
    }

    /// Appends the digest of `message`, 32 bytes.
    ///
    /// - Throws: ``CryptoError/bufferTooSmall(needed:)``; ``CryptoError/backend(_:)``.
    func hash(_ message: Span<UInt8>, into digest: inout OutputSpan<UInt8>) throws(CryptoError) {
        switch self {
        case .libgcrypt: try GcryptSM3.hash(message, into: &digest)
        case .libcrypto(let sm3, _): try sm3.hash(message, into: &digest)
        }
    }

    /// HMAC-SM3 under `key`.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)`` for fewer than 16 or more than 64 bytes, naming the
    ///   nearer bound; ``CryptoError/backend(_:)``.
    func makeAuthenticator(key: borrowing KeyMaterial) throws(CryptoError) -> any MessageAuthenticator {
        try AuthenticatorKey.check(byteCount: key.byteCount)
        switch self {
        case .libgcrypt: return try GcryptHMACSM3(key: key)
        case .libcrypto(_, let hmac): return try HMACAuthenticator(hmac, digest: "SM3", key: key)
        }
    }
}
