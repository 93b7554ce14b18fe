// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine
internal import Glibc

/// The OpenSSL configuration file of a cryptographic module (`config(5)`, `fips_config(5)`).
struct ModuleConfiguration {
    /// Absolute, without symbolic links.
    private let path: String

    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when there is no such file.
    init(path: String) throws(CryptoError) {
        guard let resolved = unsafe realpath(path, nil) else {
            throw .moduleUnavailable(reason: "The module configuration '\(path)' does not exist or cannot be read.")
        }
        defer { unsafe free(resolved) }
        self.path = unsafe String(cString: resolved)
    }

    /// Loads the configuration and takes hold of the `fips` and `base` providers that it activated.
    ///
    /// Loading answers success in cases where the module is not active, so every step's effect is looked at.
    ///
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when any step lacks its effect.
    func load(into context: OpaquePointer) throws(CryptoError) -> [LoadedProvider] {
        try refuseForeignIncludes()
        do throws(CryptoError) {
            try ErrorQueue.perform("OSSL_PROVIDER_set_default_search_path") {
                unsafe OSSL_PROVIDER_set_default_search_path(context, folder)
            }
            try ErrorQueue.perform("OSSL_LIB_CTX_load_config") { unsafe OSSL_LIB_CTX_load_config(context, path) }
        } catch {
            throw .moduleUnavailable(reason: "The module configuration '\(path)' does not load: \(error.reasons).")
        }
        for name in ["fips", "base"] where unsafe OSSL_PROVIDER_available(context, name) != 1 {
            ErrorQueue.clear()
            throw .moduleUnavailable(reason: "The module configuration '\(path)' activates no provider '\(name)'.")
        }
        let module = unsafe try LoadedProvider("fips", in: context)
        guard module.passesSelfTest() else {
            module.unload()
            throw .moduleUnavailable(reason: "The module that '\(path)' names fails its own self-test.")
        }
        do throws(CryptoError) {
            return [module, unsafe try LoadedProvider("base", in: context)]
        } catch {
            module.unload()
            throw error
        }
    }

    /// The folder of the file, where a module without a path of its own is looked for.
    private var folder: String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    /// OpenSSL lets this variable redirect the file's relative includes; the environment must not choose the module.
    private func refuseForeignIncludes() throws(CryptoError) {
        guard unsafe getenv("OPENSSL_CONF_INCLUDE") == nil else {
            throw .moduleUnavailable(
                reason: "OPENSSL_CONF_INCLUDE is set and could redirect the module configuration '\(path)': unset it.")
        }
    }
}
