// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// SHA-1, SHA-256 and their HMACs, fetched once from one library context. May be shared between threads.
package struct LibcryptoWireDigest: WireDigest {
    private let sha1: FetchedDigest
    private let sha256: FetchedDigest
    private let hmac: FetchedMAC

    /// - Throws: ``CryptoError/backend(_:)`` when no loaded provider offers one of them.
    package init(in library: LibraryContext) throws(CryptoError) {
        sha1 = try FetchedDigest(Self.name(of: .sha1), in: library)
        sha256 = try FetchedDigest(Self.name(of: .sha256), in: library)
        hmac = try FetchedMAC("HMAC", in: library)
    }

    package func hash(
        _ message: Span<UInt8>, with hash: WireHash, into digest: inout OutputSpan<UInt8>
    ) throws(CryptoError) {
        switch hash {
        case .sha1: try sha1.hash(message, into: &digest)
        case .sha256: try sha256.hash(message, into: &digest)
        }
    }

    package func makeAuthenticator(
        _ hash: WireHash, key: borrowing KeyMaterial
    ) throws(CryptoError) -> any MessageAuthenticator {
        guard key.byteCount > 0 else { throw .wrongKeyLength(expected: hash.byteCount, actual: 0) }
        return try HMACAuthenticator(hmac, digest: Self.name(of: hash), key: key)
    }

    /// OpenSSL's name of a hash.
    private static func name(of hash: WireHash) -> String {
        switch hash {
        case .sha1: "SHA1"
        case .sha256: "SHA2-256"
        }
    }
}
