// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

/// Owns one `EVP_MD`, fetched once. Immutable, so freely shared.
@safe package final class FetchedDigest: @unchecked Sendable {
    private let handle: OpaquePointer
    private let library: LibraryContext

    /// Length of a digest in bytes.
    package let byteCount: Int

    /// Fetches the digest of that name, such as `SHA2-256`, with the library's property query.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when no loaded provider offers it.
    package init(_ name: String, in library: LibraryContext) throws(CryptoError) {
        unsafe handle = try ErrorQueue.handle("EVP_MD_fetch") {
            unsafe EVP_MD_fetch(library.handle, name, library.propertyQuery)
        }
        byteCount = Int(unsafe EVP_MD_get_size(handle))
        self.library = library
    }

    deinit { unsafe EVP_MD_free(handle) }

    /// Appends the digest of `message`.
    ///
    /// - Throws: ``CryptoError/bufferTooSmall(needed:)``; ``CryptoError/backend(_:)``. Nothing stays appended then.
    package func hash(_ message: Span<UInt8>, into digest: inout OutputSpan<UInt8>) throws(CryptoError) {
        guard digest.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        try unsafe digest.withUnsafeMutableBufferPointer { (output, count: inout Int) throws(CryptoError) in
            let start = unsafe output.baseAddress.map { unsafe $0 + count }
            try unsafe message.withUnsafeBufferPointer { (message) throws(CryptoError) in
                try ErrorQueue.perform("EVP_Digest") {
                    unsafe EVP_Digest(message.baseAddress, message.count, start, nil, handle, nil)
                }
            }
            count += byteCount
        }
    }
}
