// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// `OSSL_LIB_CTX` handles that are out of use: kept until the process ends, and used again where that is the same.
///
/// A thread that drew random bytes in a context keeps a pointer to it, which libcrypto follows when that thread ends;
/// only the thread itself could take it back (`OPENSSL_thread_stop_ex(3)`). So a context that other threads may have
/// used is never freed. Each holds two of the process's 1024 thread-specific keys: a context of the default provider
/// serves the next load that asks for the same. One of a module does not, for its configuration is read at each load.
enum RetiredContexts {
    /// A context with the providers loaded into it.
    @safe struct Context: @unchecked Sendable {
        let handle: OpaquePointer
        let providers: [LoadedProvider]
    }

    private static let idle = Mutex<[String: [Context]]>([:])
    private static let unfit = Mutex<[Context]>([])

    /// A context of the default provider that nobody uses, opened with this property query.
    static func take(propertyQuery: String) -> Context? {
        idle.withLock { $0[propertyQuery]?.popLast() }
    }

    /// Keeps a context of the default provider for ``take(propertyQuery:)``. From any thread.
    static func keep(_ context: Context, propertyQuery: String) {
        idle.withLock { $0[propertyQuery, default: []].append(context) }
    }

    /// Keeps a context reachable for good, without its providers. From any thread.
    static func bury(_ context: Context) {
        for provider in context.providers { provider.unload() }
        unfit.withLock { $0.append(context) }
    }
}
