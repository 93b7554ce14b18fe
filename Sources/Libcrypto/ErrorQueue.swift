// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// libcrypto's error queue, one per thread.
///
/// Only library and reason texts, which are constants of the library, leave it: an entry's data could hold input.
enum ErrorQueue {
    /// Makes one call that answers 1 on success, with the queue empty before and after.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` for every other answer.
    static func perform(_ call: StaticString, _ body: () -> CInt) throws(CryptoError) {
        clear()
        guard body() == 1 else { throw drain(after: call) }
        clear()
    }

    /// Makes one call that answers a new handle on success, with the queue empty before and after.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when there is none.
    static func handle(_ call: StaticString, _ body: () -> OpaquePointer?) throws(CryptoError) -> OpaquePointer {
        clear()
        guard let handle = unsafe body() else { throw drain(after: call) }
        clear()
        return unsafe handle
    }

    /// Drops what is in the queue. Asks first: clearing an empty queue costs much more than looking.
    static func clear() {
        if ERR_peek_error() != 0 { ERR_clear_error() }
    }

    /// Empties the queue into an error, oldest entry first.
    static func drain(after call: StaticString) -> CryptoError {
        var codes: [String] = []
        while true {
            let code = ERR_get_error()
            guard code != 0 else { break }
            codes.append(describe(code))
        }
        return .backend(BackendFailure(call: "\(call)", codes: codes))
    }

    private static func describe(_ code: UInt) -> String {
        guard let reason = unsafe ERR_reason_error_string(code) else { return "code \(String(code, radix: 16))" }
        guard let library = unsafe ERR_lib_error_string(code) else { return unsafe String(cString: reason) }
        return unsafe "\(String(cString: library)): \(String(cString: reason))"
    }
}
