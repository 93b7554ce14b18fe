// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

/// Owns one `EVP_KDF`, fetched once. Immutable, so freely shared.
@safe package final class FetchedKDF: @unchecked Sendable {
    let handle: OpaquePointer
    private let library: LibraryContext

    /// Fetches the algorithm of that name, such as `KBKDF`, with the library's property query.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when no loaded provider offers it.
    package init(_ name: String, in library: LibraryContext) throws(CryptoError) {
        unsafe handle = try ErrorQueue.handle("EVP_KDF_fetch") {
            unsafe EVP_KDF_fetch(library.handle, name, library.propertyQuery)
        }
        self.library = library
    }

    deinit { unsafe EVP_KDF_free(handle) }
}
