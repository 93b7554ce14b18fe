// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

/// Owns one `EVP_MAC`, fetched once. Immutable, so freely shared.
@safe package final class FetchedMAC: @unchecked Sendable {
    let handle: OpaquePointer
    private let library: LibraryContext

    /// Fetches the algorithm of that name, such as `HMAC`, with the library's property query.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when no loaded provider offers it.
    package init(_ name: String, in library: LibraryContext) throws(CryptoError) {
        unsafe handle = try ErrorQueue.handle("EVP_MAC_fetch") {
            unsafe EVP_MAC_fetch(library.handle, name, library.propertyQuery)
        }
        self.library = library
    }

    deinit { unsafe EVP_MAC_free(handle) }
}
