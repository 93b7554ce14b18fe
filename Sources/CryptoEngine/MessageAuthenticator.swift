// SPDX-License-Identifier: Apache-2.0

/// HMAC (FIPS 198-1, GM/T 0042) of the edition's hash under one key. Values may be shared between threads.
public protocol MessageAuthenticator: Sendable {
    /// Length of a tag in bytes: 32 for HMAC-SHA-256 and HMAC-SM3.
    var byteCount: Int { get }

    /// Appends the full-length tag of `message`.
    ///
    /// - Throws: ``CryptoError/bufferTooSmall(needed:)``; ``CryptoError/backend(_:)``.
    func authenticate(_ message: Span<UInt8>, into tag: inout OutputSpan<UInt8>) throws(CryptoError)
}

/// The HMAC keys that the engine takes: at least the 112 bits that SP 800-131A asks for, at most a block of the hash.
package enum AuthenticatorKey {
    /// Lengths in bytes.
    package static let byteCounts = 16...64

    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)`` outside of the range, naming its nearer bound.
    package static func check(byteCount: Int) throws(CryptoError) {
        guard !byteCounts.contains(byteCount) else { return }
        let nearest = byteCount < byteCounts.lowerBound ? byteCounts.lowerBound : byteCounts.upperBound
        throw .wrongKeyLength(expected: nearest, actual: byteCount)
    }
}

extension MessageAuthenticator {
    /// The full-length tag of `message` as a new array.
    ///
    /// - Throws: as ``authenticate(_:into:)``.
    public func tag(of message: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        try [UInt8](capacity: byteCount) { (tag: inout OutputSpan<UInt8>) throws(CryptoError) in
            try authenticate(message, into: &tag)
        }
    }
}
