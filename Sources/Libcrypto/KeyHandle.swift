// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Owns one `EVP_PKEY`: an RSA or SM2 key, public or with its private part. Immutable, so freely shared.
@safe final class KeyHandle: @unchecked Sendable {
    let handle: OpaquePointer
    let library: LibraryContext

    /// Generates a pair.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    init(generating spec: WrappingKeySpec, in library: LibraryContext) throws(CryptoError) {
        unsafe handle = try KeyOperation(generating: spec, in: library).generate()
        self.library = library
    }

    /// Reads a private key in DER PKCS#8 (RFC 5958 §2), exactly to its last byte.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)`` for anything else, another type or another size.
    convenience init(
        _ spec: WrappingKeySpec, privateKey: borrowing KeyMaterial, in library: LibraryContext
    ) throws(CryptoError) {
        try unsafe self.init(privateKey: privateKey, in: library, named: spec.rawValue) {
            unsafe Self.isKey($0, of: spec)
        }
    }

    /// Reads an RSA private key of any size in DER PKCS#8, exactly to its last byte.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)`` for anything else.
    convenience init(rsaPrivateKey: borrowing KeyMaterial, in library: LibraryContext) throws(CryptoError) {
        try unsafe self.init(privateKey: rsaPrivateKey, in: library, named: "RSA") {
            unsafe EVP_PKEY_is_a($0, "RSA") == 1
        }
    }

    private init(
        privateKey: borrowing KeyMaterial, in library: LibraryContext, named name: String,
        ofKind isRight: (OpaquePointer) -> Bool
    ) throws(CryptoError) {
        defer { ErrorQueue.clear() }
        let key = unsafe privateKey.withUnsafeBytes { unsafe Self.decodePrivateKey($0, in: library) }
        guard let key = unsafe key else { throw .malformedKey(kind: "\(name) private key (DER PKCS#8)") }
        guard unsafe isRight(key) else {
            unsafe EVP_PKEY_free(key)
            throw .malformedKey(kind: "\(name) private key (DER PKCS#8)")
        }
        unsafe handle = key
        self.library = library
    }

    /// Reads a public key in DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), exactly to its last byte, and validates it.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)`` for anything else, another type or another size, an RSA modulus or
    ///   exponent out of range (SP 800-89 §5.3.3), a point that is not on the curve; ``CryptoError/backend(_:)``.
    init(_ spec: WrappingKeySpec, publicKeyDER: Span<UInt8>, in library: LibraryContext) throws(CryptoError) {
        defer { ErrorQueue.clear() }
        let key = unsafe publicKeyDER.withUnsafeBufferPointer { der -> OpaquePointer? in
            var next = der.baseAddress
            let key = unsafe d2i_PUBKEY_ex(nil, &next, der.count, library.handle, library.propertyQuery)
            return unsafe whole(key, next, of: der, EVP_PKEY_free)
        }
        guard let key = unsafe key else { throw .malformedKey(kind: "\(spec.rawValue) public key (DER)") }
        unsafe handle = key
        self.library = library
        guard unsafe Self.isKey(key, of: spec), try KeyOperation(using: self).passesPublicCheck() else {
            throw .malformedKey(kind: "\(spec.rawValue) public key (DER)")
        }
    }

    deinit { unsafe EVP_PKEY_free(handle) }  // libcrypto wipes the private part

    /// The public key as DER SubjectPublicKeyInfo.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func publicKeyDER() throws(CryptoError) -> [UInt8] {
        defer { ErrorQueue.clear() }
        ErrorQueue.clear()
        let byteCount = Int(unsafe i2d_PUBKEY(handle, nil))
        guard byteCount > 0 else { throw ErrorQueue.drain(after: "i2d_PUBKEY") }
        var der = [UInt8](repeating: 0, count: byteCount)
        let written = unsafe der.withUnsafeMutableBufferPointer { buffer in
            var next = buffer.baseAddress
            return unsafe i2d_PUBKEY(handle, &next)
        }
        guard Int(written) == byteCount else { throw ErrorQueue.drain(after: "i2d_PUBKEY") }
        return der
    }

    /// The private key as DER PKCS#8.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    func privateKey() throws(CryptoError) -> KeyMaterial {
        // RSA-2048 takes some 1220 bytes, SM2 some 140.
        unsafe try library.encodePrivateKey(handle, capacity: 2048)
    }

    private static func decodePrivateKey(
        _ der: UnsafeBufferPointer<UInt8>, in library: LibraryContext
    ) -> OpaquePointer? {
        var next = der.baseAddress
        let decoded = unsafe d2i_PKCS8_PRIV_KEY_INFO(nil, &next, der.count)
        guard let envelope = unsafe whole(decoded, next, of: der, PKCS8_PRIV_KEY_INFO_free) else { return nil }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(envelope) }
        return unsafe EVP_PKCS82PKEY_ex(envelope, library.handle, library.propertyQuery)
    }

    /// Whether the key has the type and the size of the spec.
    private static func isKey(_ key: OpaquePointer, of spec: WrappingKeySpec) -> Bool {
        switch spec {
        case .rsa2048: unsafe EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) == 2048
        case .sm2: unsafe EVP_PKEY_is_a(key, "SM2") == 1 && EVP_PKEY_get_bits(key) == 256
        }
    }
}

/// What was decoded, if decoding took every byte; else it is freed.
private func whole(
    _ decoded: OpaquePointer?, _ next: UnsafePointer<UInt8>?, of der: UnsafeBufferPointer<UInt8>,
    _ free: (OpaquePointer?) -> Void
) -> OpaquePointer? {
    guard let decoded = unsafe decoded else { return nil }
    guard let start = der.baseAddress, unsafe next == start + der.count else {
        unsafe free(decoded)
        return nil
    }
    return unsafe decoded
}
