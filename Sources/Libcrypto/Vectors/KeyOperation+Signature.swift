// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// SM2 signatures of a hash e = SM3(Z ‖ M) that is given.
extension KeyOperation {
    /// A signature in DER.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    consuming func sign(hash: [UInt8]) throws(CryptoError) -> [UInt8] {
        try unsafe perform("EVP_PKEY_sign_init") { unsafe EVP_PKEY_sign_init($0) }
        var byteCount = 0
        try unsafe perform("EVP_PKEY_sign") { unsafe EVP_PKEY_sign($0, nil, &byteCount, hash, hash.count) }
        var signature = [UInt8](repeating: 0, count: byteCount)
        try unsafe perform("EVP_PKEY_sign") { unsafe EVP_PKEY_sign($0, &signature, &byteCount, hash, hash.count) }
        signature.removeLast(signature.count - byteCount)
        return signature
    }

    /// Whether `signature`, DER, is one of the hash.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    consuming func verifies(_ signature: [UInt8], ofHash hash: [UInt8]) throws(CryptoError) -> Bool {
        try unsafe perform("EVP_PKEY_verify_init") { unsafe EVP_PKEY_verify_init($0) }
        defer { ErrorQueue.clear() }
        return unsafe EVP_PKEY_verify(handle, signature, signature.count, hash, hash.count) == 1
    }
}
