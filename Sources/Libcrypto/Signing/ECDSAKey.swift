// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Owns one `EVP_PKEY` on P-256, public or with its private part. Immutable, so freely shared.
///
/// Signing and verifying are ECDSA with SHA-256 (FIPS 186-5 §6.4), signatures DER `ECDSA-Sig-Value` (RFC 3279 §2.2.3).
@safe final class ECDSAKey: @unchecked Sendable {
    private let handle: OpaquePointer
    private let library: LibraryContext

    private static let curve = "P-256"
    private static let digest = "SHA2-256"

    /// Generates a pair (FIPS 186-5 §A.2).
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    init(generatingIn library: LibraryContext) throws(CryptoError) {
        let context = unsafe try ErrorQueue.handle("EVP_PKEY_CTX_new_from_name") {
            unsafe EVP_PKEY_CTX_new_from_name(library.handle, "EC", library.propertyQuery)
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        try ErrorQueue.perform("EVP_PKEY_keygen_init") { unsafe EVP_PKEY_keygen_init(context) }
        try ErrorQueue.perform("EVP_PKEY_CTX_set_group_name") {
            unsafe EVP_PKEY_CTX_set_group_name(context, Self.curve)
        }
        var key: OpaquePointer?
        try ErrorQueue.perform("EVP_PKEY_generate") { unsafe EVP_PKEY_generate(context, &key) }
        guard let key = unsafe key else { throw ErrorQueue.drain(after: "EVP_PKEY_generate") }
        unsafe handle = key
        self.library = library
    }

    /// Reads a private key, PKCS#8 as DER or PEM, or RFC 5915 as PEM.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``.
    convenience init(privateKey: borrowing KeyMaterial, in library: LibraryContext) throws(CryptoError) {
        let decoded = unsafe privateKey.withUnsafeBytes {
            unsafe hufu_decode_ec_key($0.baseAddress, $0.count, 1, library.handle, library.propertyQuery)
        }
        unsafe try self.init(decoded, kind: "P-256 private key (PKCS#8 without a password)", in: library)
    }

    /// Reads a public key, SubjectPublicKeyInfo as PEM or DER.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``.
    convenience init(publicKey: Span<UInt8>, in library: LibraryContext) throws(CryptoError) {
        let decoded = unsafe publicKey.withUnsafeBufferPointer {
            unsafe hufu_decode_ec_key($0.baseAddress, $0.count, 0, library.handle, library.propertyQuery)
        }
        unsafe try self.init(decoded, kind: "P-256 public key (SubjectPublicKeyInfo)", in: library)
    }

    /// Takes a decoded key over, when it lies on the curve.
    private init(_ decoded: OpaquePointer?, kind: String, in library: LibraryContext) throws(CryptoError) {
        defer { ErrorQueue.clear() }
        guard let key = unsafe decoded else { throw .malformedKey(kind: kind) }
        unsafe handle = key
        self.library = library
        guard unsafe hufu_settle_on_curve(key, Self.curve, library.handle, library.propertyQuery) == 1 else {
            throw .malformedKey(kind: kind)
        }
    }

    deinit { unsafe EVP_PKEY_free(handle) }  // libcrypto wipes the private part

    /// The public key as PEM SubjectPublicKeyInfo, whatever it was read from.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func publicKeyPEM() throws(CryptoError) -> String {
        let capacity = 512  // P-256 takes 178
        var free = capacity
        var pem = [UInt8](repeating: 0, count: capacity)
        try ErrorQueue.perform("OSSL_ENCODER_to_data") {
            unsafe pem.withUnsafeMutableBufferPointer {
                unsafe hufu_encode_public_key_pem(handle, library.propertyQuery, $0.baseAddress, &free)
            }
        }
        return String(decoding: pem.prefix(capacity - free), as: UTF8.self)
    }

    /// The private key as DER PKCS#8.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func privateKey() throws(CryptoError) -> KeyMaterial {
        unsafe try library.encodePrivateKey(handle, capacity: 512)  // P-256 takes 138
    }

    /// - Throws: ``CryptoError/backend(_:)``, also for a key without its private part.
    func sign(_ document: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        let context = unsafe try ErrorQueue.handle("EVP_MD_CTX_new") { unsafe EVP_MD_CTX_new() }
        defer { unsafe EVP_MD_CTX_free(context) }
        try ErrorQueue.perform("EVP_DigestSignInit_ex") {
            unsafe EVP_DigestSignInit_ex(
                context, nil, Self.digest, library.handle, library.propertyQuery, handle, nil)
        }
        var byteCount = Int(unsafe EVP_PKEY_get_size(handle))
        var signature = [UInt8](repeating: 0, count: byteCount)
        try unsafe document.withUnsafeBufferPointer { (document) throws(CryptoError) in
            try ErrorQueue.perform("EVP_DigestSign") {
                unsafe EVP_DigestSign(context, &signature, &byteCount, document.baseAddress, document.count)
            }
        }
        return Array(signature.prefix(byteCount))
    }

    /// - Throws: ``CryptoError/backend(_:)`` when verification cannot begin.
    func verifies(_ signature: Span<UInt8>, over document: Span<UInt8>) throws(CryptoError) -> Bool {
        let context = unsafe try ErrorQueue.handle("EVP_MD_CTX_new") { unsafe EVP_MD_CTX_new() }
        defer {
            unsafe EVP_MD_CTX_free(context)
            ErrorQueue.clear()
        }
        try ErrorQueue.perform("EVP_DigestVerifyInit_ex") {
            unsafe EVP_DigestVerifyInit_ex(
                context, nil, Self.digest, library.handle, library.propertyQuery, handle, nil)
        }
        return unsafe signature.withUnsafeBufferPointer { signature in
            unsafe document.withUnsafeBufferPointer { document in
                unsafe EVP_DigestVerify(
                    context, signature.baseAddress, signature.count, document.baseAddress, document.count) == 1
            }
        }
    }
}
