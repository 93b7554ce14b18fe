// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Signatures of a digest that is given: of a hash, or for SM2 e = SM3(Z ‖ M).
extension KeyOperation {
    /// A signature: DER for SM2 and ECDSA.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    consuming func sign(digest: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        try begin(scheme, verifies: false)
        return try unsafe digest.withUnsafeBufferPointer { (digest) throws(CryptoError) in
            var byteCount = 0
            try unsafe perform("EVP_PKEY_sign") {
                unsafe EVP_PKEY_sign($0, nil, &byteCount, digest.baseAddress, digest.count)
            }
            var signature = [UInt8](repeating: 0, count: byteCount)
            try unsafe perform("EVP_PKEY_sign") {
                unsafe EVP_PKEY_sign($0, &signature, &byteCount, digest.baseAddress, digest.count)
            }
            signature.removeLast(signature.count - byteCount)
            return signature
        }
    }

    /// Whether `signature` is one of the digest.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when verification cannot begin.
    consuming func verifies(
        _ signature: Span<UInt8>, ofDigest digest: Span<UInt8>, scheme: SignatureScheme
    ) throws(CryptoError) -> Bool {
        try begin(scheme, verifies: true)
        defer { ErrorQueue.clear() }
        let handle = unsafe handle
        return unsafe signature.withUnsafeBufferPointer { signature in
            unsafe digest.withUnsafeBufferPointer { digest in
                unsafe EVP_PKEY_verify(
                    handle, signature.baseAddress, signature.count, digest.baseAddress, digest.count) == 1
            }
        }
    }

    private borrowing func begin(_ scheme: SignatureScheme, verifies: Bool) throws(CryptoError) {
        try unsafe perform(verifies ? "EVP_PKEY_verify_init_ex" : "EVP_PKEY_sign_init_ex") {
            unsafe hufu_digest_signature_init(
                $0, verifies ? 1 : 0, scheme.digestOfDigest, scheme.padding, scheme.mgf1,
                scheme.saltLength(verifies: verifies))
        }
    }
}
