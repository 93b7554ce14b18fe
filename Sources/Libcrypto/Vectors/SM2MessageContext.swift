// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Owns one `EVP_MD_CTX`: one SM2 signature over a message, made or verified. One thread.
@safe struct SM2MessageContext: ~Copyable {
    private let handle: OpaquePointer
    private let key: KeyHandle

    /// Begins with Z of the signer's identity and key (GB/T 32918.2 §5.5).
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    init(_ key: KeyHandle, signerID: [UInt8], verifies: Bool) throws(CryptoError) {
        let handle = unsafe try ErrorQueue.handle("EVP_MD_CTX_new") { unsafe EVP_MD_CTX_new() }
        do throws(CryptoError) {
            try ErrorQueue.perform(verifies ? "EVP_DigestVerifyInit_ex" : "EVP_DigestSignInit_ex") {
                unsafe hufu_sm2_message_init(
                    handle, verifies ? 1 : 0, key.library.handle, key.library.propertyQuery, key.handle, signerID,
                    signerID.count)
            }
        } catch {
            unsafe EVP_MD_CTX_free(handle)
            throw error
        }
        unsafe self.handle = handle
        self.key = key
    }

    deinit { unsafe EVP_MD_CTX_free(handle) }

    /// Whether `signature`, DER, is one of the message.
    consuming func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        defer { ErrorQueue.clear() }
        return unsafe EVP_DigestVerify(handle, signature, signature.count, message, message.count) == 1
    }

    /// A signature of the message in DER.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    consuming func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        let handle = unsafe handle
        var byteCount = 0
        try ErrorQueue.perform("EVP_DigestSign") {
            unsafe EVP_DigestSign(handle, nil, &byteCount, message, message.count)
        }
        var signature = [UInt8](repeating: 0, count: byteCount)
        try ErrorQueue.perform("EVP_DigestSign") {
            unsafe EVP_DigestSign(handle, &signature, &byteCount, message, message.count)
        }
        signature.removeLast(signature.count - byteCount)
        return signature
    }
}
