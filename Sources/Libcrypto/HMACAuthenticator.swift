// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

/// HMAC (FIPS 198-1) of a named hash under one key. Owns one keyed `EVP_MAC_CTX`, copied for each message; the original
/// is only read, so threads share it without a lock.
@safe package final class HMACAuthenticator: MessageAuthenticator, @unchecked Sendable {
    private let template: OpaquePointer
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

    deinit { unsafe EVP_MAC_CTX_free(template) }  // libcrypto wipes the key

    package func authenticate(_ message: Span<UInt8>, into tag: inout OutputSpan<UInt8>) throws(CryptoError) {
        guard tag.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        let context = unsafe try ErrorQueue.handle("EVP_MAC_CTX_dup") { unsafe EVP_MAC_CTX_dup(template) }
        defer { unsafe EVP_MAC_CTX_free(context) }
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
}
