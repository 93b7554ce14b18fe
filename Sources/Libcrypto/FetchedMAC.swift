// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

/// Owns one `EVP_MAC` of HMAC, fetched once. Immutable, so freely shared.
@safe package final class FetchedMAC: @unchecked Sendable {
    let handle: OpaquePointer
    private let library: LibraryContext

    /// Whether a used context starts anew under the same key. Providers before 3.0.3 say so and do not: their next tag is
    /// wrong (openssl/openssl issue 17811). So it is tried, not asked, once.
    let restarts: Bool

    /// Fetches the algorithm of that name, such as `HMAC`, with the library's property query.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when no loaded provider offers it.
    package init(_ name: String, in library: LibraryContext) throws(CryptoError) {
        unsafe handle = try ErrorQueue.handle("EVP_MAC_fetch") {
            unsafe EVP_MAC_fetch(library.handle, name, library.propertyQuery)
        }
        restarts = unsafe hufu_hmac_restarts(handle) == 1
        ErrorQueue.clear()
        self.library = library
    }

    deinit { unsafe EVP_MAC_free(handle) }
}
