// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// A provider that a ``LibraryContext`` loaded, and what it says of itself.
@safe package struct LoadedProvider: CustomStringConvertible, @unchecked Sendable {
    private let handle: OpaquePointer

    /// OpenSSL's name of it: `default`, `fips`, `base`.
    package let name: String
    /// Its version, such as `3.0.19`.
    package let version: String
    /// Its build information; often the version again.
    package let buildInformation: String

    /// Version and, where it says more, build information.
    package var description: String {
        buildInformation == version ? version : "\(version) (\(buildInformation))"
    }

    /// The file that holds its code: libcrypto itself for a built-in one; nil where the system does not tell.
    package var filePath: String? {
        guard let code = unsafe hufu_provider_code(handle) else { return nil }
        return unsafe LoadedLibrary.path(of: "", containing: code)
    }

    /// Loads, or takes one more reference to, the provider of that name.
    ///
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when it does not load or reports that it is not operational.
    init(_ name: String, in context: OpaquePointer) throws(CryptoError) {
        let handle: OpaquePointer
        do throws(CryptoError) {
            unsafe handle = try ErrorQueue.handle("OSSL_PROVIDER_load") { unsafe OSSL_PROVIDER_load(context, name) }
        } catch {
            throw .moduleUnavailable(reason: "OpenSSL's provider '\(name)' does not load: \(error.reasons).")
        }
        var version: UnsafePointer<CChar>?
        var build: UnsafePointer<CChar>?
        var isOperational: CInt = 0
        let described = unsafe hufu_provider_describe(handle, &version, &build, &isOperational)
        guard described == 1, isOperational == 1 else {
            unsafe OSSL_PROVIDER_unload(handle)
            throw .moduleUnavailable(reason: "OpenSSL's provider '\(name)' is loaded but not operational.")
        }
        unsafe self.handle = handle
        self.name = name
        self.version = unsafe version.map { unsafe String(cString: $0) } ?? "unknown"
        buildInformation = unsafe build.map { unsafe String(cString: $0) } ?? "unknown"
    }

    /// Runs the provider's own self-tests again.
    func passesSelfTest() -> Bool {
        ErrorQueue.clear()
        defer { ErrorQueue.clear() }
        return unsafe OSSL_PROVIDER_self_test(handle) == 1
    }

    /// Gives the reference back; the value must not be used then.
    func unload() { unsafe OSSL_PROVIDER_unload(handle) }
}

extension CryptoError {
    /// The library's reasons, for messages about modules.
    var reasons: String {
        guard case .backend(let failure) = self, !failure.codes.isEmpty else { return "no reason given" }
        return failure.codes.joined(separator: "; ")
    }
}
