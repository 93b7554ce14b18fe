// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

/// HMAC (FIPS 198-1) of a named hash under one key. Owns keyed `EVP_MAC_CTX`s; threads share it without a lock.
///
/// A message takes a context out of a pool, or a copy of the first one, which is only read. Afterwards the context starts
/// anew from the key's inner pad, where the library can do that, and goes to the pool.
@safe package final class HMACAuthenticator: MessageAuthenticator, @unchecked Sendable {
    private let template: OpaquePointer
    private let idle = HandlePool()
    private let algorithm: FetchedMAC

    package let byteCount: Int

    /// - Parameters:
    ///   - algorithm: `HMAC`.
    ///   - digest: the hash's name, such as `SHA2-256`.
    ///   - key: of any length that the module allows.
    /// - Throws: ``CryptoError/backend(_:)``.
    package init(_ algorithm: FetchedMAC, digest: String, key: borrowing KeyMaterial) throws(CryptoError) {
        let template = unsafe try ErrorQueue.handle("EVP_MAC_CTX_new") { unsafe EVP_MAC_CTX_new(algorithm.handle) }
        let answer = unsafe key.withUnsafeBytes { unsafe hufu_hmac_init(template, digest, $0.baseAddress, $0.count) }
        guard answer == 1 else {
            unsafe EVP_MAC_CTX_free(template)
            throw ErrorQueue.drain(after: "EVP_MAC_init")
        }
        unsafe self.template = template
        byteCount = unsafe EVP_MAC_CTX_get_mac_size(template)
        self.algorithm = algorithm
    }

    deinit {
        while let context = unsafe idle.take() { unsafe EVP_MAC_CTX_free(context) }
        unsafe EVP_MAC_CTX_free(template)  // libcrypto wipes the key
    }

    package func authenticate(_ message: Span<UInt8>, into tag: inout OutputSpan<UInt8>) throws(CryptoError) {
        guard tag.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        let context = unsafe try takeContext()
        do throws(CryptoError) {
            try unsafe authenticate(message, with: context, into: &tag)
        } catch {
            unsafe EVP_MAC_CTX_free(context)
            throw error
        }
        unsafe giveBack(context)
    }

    private func authenticate(
        _ message: Span<UInt8>, with context: OpaquePointer, into tag: inout OutputSpan<UInt8>
    ) throws(CryptoError) {
        try unsafe message.withUnsafeBufferPointer { (message) throws(CryptoError) in
            guard message.count > 0 else { return }
            try ErrorQueue.perform("EVP_MAC_update") {
                unsafe EVP_MAC_update(context, message.baseAddress, message.count)
            }
        }
        try unsafe tag.withUnsafeMutableBufferPointer { (output, count: inout Int) throws(CryptoError) in
            let start = unsafe output.baseAddress.map { unsafe $0 + count }
            try ErrorQueue.perform("EVP_MAC_final") { unsafe EVP_MAC_final(context, start, nil, byteCount) }
            count += byteCount
        }
    }

    /// A keyed context that has seen no message.
    private func takeContext() throws(CryptoError) -> OpaquePointer {
        if let waiting = unsafe idle.take() { return unsafe waiting }
        return unsafe try ErrorQueue.handle("EVP_MAC_CTX_dup") { unsafe EVP_MAC_CTX_dup(template) }
    }

    /// Makes a used context ready for the next message and keeps it; or frees it.
    private func giveBack(_ context: OpaquePointer) {
        guard algorithm.restarts, unsafe EVP_MAC_init(context, nil, 0, nil) == 1 else {
            unsafe EVP_MAC_CTX_free(context)
            return ErrorQueue.clear()
        }
        unsafe EVP_MAC_CTX_free(idle.giveBack(context))  // nil, when it was kept, is nothing to free
    }
}
