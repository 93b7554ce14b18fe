// SPDX-License-Identifier: Apache-2.0

/// The hashes that protocols on the wire fix, whatever the edition.
public enum WireHash: String, Sendable, CaseIterable {
    /// SHA-1 (FIPS 180-4), for HMAC in older signatures only.
    case sha1 = "SHA-1"
    /// SHA-256 (FIPS 180-4).
    case sha256 = "SHA-256"

    /// Length of a digest, and of an HMAC's tag, in bytes.
    public var byteCount: Int {
        switch self {
        case .sha1: 20
        case .sha256: 32
        }
    }
}

/// Hash and HMAC for protocols that fix them, such as signed requests. Never used under a key or in a format of ours.
///
/// Values may be shared between threads.
public protocol WireDigest: Sendable {
    /// Appends the digest of `message`.
    ///
    /// - Throws: ``CryptoError/bufferTooSmall(needed:)``; ``CryptoError/backend(_:)``.
    func hash(
        _ message: Span<UInt8>, with hash: WireHash, into digest: inout OutputSpan<UInt8>
    ) throws(CryptoError)

    /// HMAC (FIPS 198-1) under `key`, of any length but none.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)`` for an empty key; ``CryptoError/backend(_:)``.
    func makeAuthenticator(
        _ hash: WireHash, key: borrowing KeyMaterial
    ) throws(CryptoError) -> any MessageAuthenticator
}

extension WireDigest {
    /// The digest of `message` as a new array.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    public func hash(_ message: Span<UInt8>, with hash: WireHash) throws(CryptoError) -> [UInt8] {
        try [UInt8](capacity: hash.byteCount) { (digest: inout OutputSpan<UInt8>) throws(CryptoError) in
            try self.hash(message, with: hash, into: &digest)
        }
    }
}
