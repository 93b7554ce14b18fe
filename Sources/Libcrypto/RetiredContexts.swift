// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// `OSSL_LIB_CTX` handles that are out of use, kept until the process ends.
///
/// A thread that drew random bytes in a context keeps a pointer to it, which libcrypto follows when that thread ends;
/// only the thread itself could take it back (`OPENSSL_thread_stop_ex(3)`). So a context that other threads may have
/// used is never freed. Contexts are few: one per load of an edition.
enum RetiredContexts {
    @safe private struct Entry: @unchecked Sendable {
        let handle: OpaquePointer
    }

    private static let entries = Mutex<[Entry]>([])

    /// Keeps the context reachable for good. From any thread.
    static func keep(_ handle: OpaquePointer) {
        let entry = unsafe Entry(handle: handle)
        entries.withLock { $0.append(entry) }
    }
}
