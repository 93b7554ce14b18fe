// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

/// Owns one `OSSL_LIB_CTX` with its providers; everything else of this module lives in one of these.
///
/// It is apart from the process's default context and deaf to `OPENSSL_CONF` and `OPENSSL_MODULES`: what is loaded
/// follows from the arguments alone. Immutable after `init`, so freely shared between threads.
@safe package final class LibraryContext: @unchecked Sendable {
    let handle: OpaquePointer

    /// What every fetch in this context asks for, such as `fips=yes`; the context's default, too, so that calls inside
    /// the library ask the same.
    package let propertyQuery: String

    /// The providers loaded here, in the order of loading.
    package let providers: [LoadedProvider]

    private let isOfModule: Bool

    /// Opens a context with the built-in default provider, or with the module that a configuration names.
    ///
    /// - Parameters:
    ///   - propertyQuery: the property query of every fetch (`property(7)`).
    ///   - moduleConfiguration: path of an OpenSSL configuration that activates the `fips` and `base` providers. A module
    ///     without an absolute path in it is looked for in the configuration's own folder, nowhere else. Nil for the
    ///     default provider.
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when the module is missing, fails its own self-test or
    ///   integrity test, or is not active; ``CryptoError/backend(_:)``.
    package init(propertyQuery: String, moduleConfiguration: String?) throws(CryptoError) {
        // Before anything else touches the library: it would read the file that OPENSSL_CONF names at its first use. And
        // at exit it would free what threads that still end then look at (seen as a crash with the fips module).
        try ErrorQueue.perform("OPENSSL_init_crypto") {
            OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT), nil)
        }
        let context =
            if let moduleConfiguration {
                unsafe try Self.open(propertyQuery) { (handle) throws(CryptoError) in
                    unsafe try ModuleConfiguration(path: moduleConfiguration).load(into: handle)
                }
            } else if let idle = RetiredContexts.take(propertyQuery: propertyQuery) {
                idle
            } else {
                unsafe try Self.open(propertyQuery) { (handle) throws(CryptoError) in
                    [unsafe try LoadedProvider("default", in: handle)]
                }
            }
        unsafe handle = context.handle
        providers = context.providers
        self.propertyQuery = propertyQuery
        isOfModule = moduleConfiguration != nil
    }

    deinit {
        let context = unsafe RetiredContexts.Context(handle: handle, providers: providers)
        if isOfModule {
            RetiredContexts.bury(context)
        } else {
            RetiredContexts.keep(context, propertyQuery: propertyQuery)
        }
    }

    /// Makes a context, lets `load` fill it, and sets its default properties.
    private static func open(
        _ propertyQuery: String, loading load: (OpaquePointer) throws(CryptoError) -> [LoadedProvider]
    ) throws(CryptoError) -> RetiredContexts.Context {
        let handle = unsafe try ErrorQueue.handle("OSSL_LIB_CTX_new") { unsafe OSSL_LIB_CTX_new() }
        var providers: [LoadedProvider] = []
        do throws(CryptoError) {
            providers = unsafe try load(handle)
            try ErrorQueue.perform("EVP_set_default_properties") {
                unsafe EVP_set_default_properties(handle, propertyQuery)
            }
        } catch {
            RetiredContexts.bury(unsafe RetiredContexts.Context(handle: handle, providers: providers))
            throw error
        }
        return unsafe RetiredContexts.Context(handle: handle, providers: providers)
    }
}
