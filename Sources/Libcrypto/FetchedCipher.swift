// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

/// Owns one `EVP_CIPHER`, fetched once: a fetch costs more than sealing a short message. Immutable, so freely shared.
@safe package final class FetchedCipher: @unchecked Sendable {
    let handle: OpaquePointer
    private let library: LibraryContext

    /// Length of the cipher's key in bytes.
    package let keyByteCount: Int

    /// Fetches the cipher of that name, such as `AES-256-GCM`, with the library's property query.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when no loaded provider offers it.
    package init(_ name: String, in library: LibraryContext) throws(CryptoError) {
        unsafe handle = try ErrorQueue.handle("EVP_CIPHER_fetch") {
            unsafe EVP_CIPHER_fetch(library.handle, name, library.propertyQuery)
        }
        keyByteCount = Int(unsafe EVP_CIPHER_get_key_length(handle))
        self.library = library
    }

    deinit { unsafe EVP_CIPHER_free(handle) }
}
