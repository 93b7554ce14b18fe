// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

extension LibraryContext {
    /// The library's own words at run time, such as `OpenSSL 3.0.19 27 Jan 2026`.
    package static var versionText: String {
        unsafe OpenSSL_version(OPENSSL_VERSION).map { unsafe String(cString: $0) } ?? "unknown"
    }

    /// The file that libcrypto was loaded from; nil when it is linked into the program.
    package static var libraryPath: String? {
        let function: @convention(c) (CInt) -> UnsafePointer<CChar>? = unsafe OpenSSL_version
        return unsafe LoadedLibrary.path(
            of: "libcrypto", containing: unsafeBitCast(function, to: UnsafeRawPointer.self))
    }
}
