// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Owns one `EVP_MD_CTX`: one signature over a message, made or verified. One thread.
@safe struct MessageSignature: ~Copyable {
    private let handle: OpaquePointer
    private let key: KeyHandle

    /// Begins: SM2 with Z of the signer's identity and key (GB/T 32918.2 §5.5).
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    init(_ key: KeyHandle, scheme: SignatureScheme, verifies: Bool) throws(CryptoError) {
        let handle = unsafe try ErrorQueue.handle("EVP_MD_CTX_new") { unsafe EVP_MD_CTX_new() }
        do throws(CryptoError) {
            try ErrorQueue.perform(verifies ? "EVP_DigestVerifyInit_ex" : "EVP_DigestSignInit_ex") {
                unsafe hufu_message_signature_init(
                    handle, verifies ? 1 : 0, key.library.handle, key.library.propertyQuery, key.handle, scheme.digest,
                    scheme.padding, scheme.mgf1, scheme.saltLength(verifies: verifies), scheme.identity,
                    scheme.identity.count)
            }
        } catch {
            unsafe EVP_MD_CTX_free(handle)
            throw error
        }
        unsafe self.handle = handle
        self.key = key
    }

    deinit { unsafe EVP_MD_CTX_free(handle) }

    /// Whether `signature` is one of the message.
    consuming func verifies(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
        defer { ErrorQueue.clear() }
        let handle = unsafe handle
        return unsafe signature.withUnsafeBufferPointer { signature in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe EVP_DigestVerify(
                    handle, signature.baseAddress, signature.count, message.baseAddress, message.count) == 1
            }
        }
    }

    /// A signature of the message: DER for SM2 and ECDSA.
    ///
    /// - Throws: ``CryptoError/backend(_:)``, also for a key without its private part.
    consuming func sign(_ message: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        let handle = unsafe handle
        var byteCount = Int(unsafe EVP_PKEY_get_size(key.handle))
        var signature = [UInt8](repeating: 0, count: byteCount)
        try unsafe message.withUnsafeBufferPointer { (message) throws(CryptoError) in
            try ErrorQueue.perform("EVP_DigestSign") {
                unsafe EVP_DigestSign(handle, &signature, &byteCount, message.baseAddress, message.count)
            }
        }
        signature.removeLast(signature.count - byteCount)
        return signature
    }
}
