// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Owns one `EVP_PKEY`: a key of RSA, on P-256 or of SM2, public or with its private part. Immutable, so freely shared.
@safe final class KeyHandle: @unchecked Sendable {
    let handle: OpaquePointer
    let library: LibraryContext

    /// Generates a pair, and tests that its halves belong together.
    ///
    /// - Parameters:
    ///   - spec: the kind of the pair.
    ///   - library: where it is made.
    ///   - alter: as ``demandConsistency(as:altering:)`` has it.
    /// - Throws: ``CryptoError/selfTestFailed(name:)``; ``CryptoError/backend(_:)``.
    init(
        generating spec: AsymmetricKeySpec, in library: LibraryContext, altering alter: ([UInt8]) -> [UInt8] = { $0 }
    ) throws(CryptoError) {
        unsafe handle = try KeyOperation(generating: spec, in: library).generate()
        self.library = library
        try demandConsistency(as: spec, altering: alter)
    }

    /// Reads a private key in DER PKCS#8 (RFC 5958 §2), exactly to its last byte.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)`` for anything else, another type, size or curve.
    convenience init(
        _ spec: AsymmetricKeySpec, privateKey: borrowing KeyMaterial, in library: LibraryContext
    ) throws(CryptoError) {
        let key = unsafe privateKey.withUnsafeBytes { unsafe Self.decodePrivateKey($0, in: library) }
        unsafe try self.init(key, as: spec, named: "\(spec.rawValue) private key (DER PKCS#8)", in: library)
    }

    /// Reads an RSA private key of any size in DER PKCS#8, exactly to its last byte.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)`` for anything else.
    convenience init(rsaPrivateKey: borrowing KeyMaterial, in library: LibraryContext) throws(CryptoError) {
        let key = unsafe rsaPrivateKey.withUnsafeBytes { unsafe Self.decodePrivateKey($0, in: library) }
        unsafe try self.init(key, as: nil, named: "RSA private key (DER PKCS#8)", in: library)
    }

    /// Reads a public key in DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), exactly to its last byte, and validates it.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)`` for anything else, another type, size or curve, an RSA modulus or
    ///   exponent out of range (SP 800-89 §5.3.3), a point that is not on the curve; ``CryptoError/backend(_:)``.
    convenience init(
        _ spec: AsymmetricKeySpec, publicKeyDER: Span<UInt8>, in library: LibraryContext
    ) throws(CryptoError) {
        let kind = "\(spec.rawValue) public key (DER)"
        let key = unsafe publicKeyDER.withUnsafeBufferPointer { der -> OpaquePointer? in
            var next = der.baseAddress
            let key = unsafe d2i_PUBKEY_ex(nil, &next, der.count, library.handle, library.propertyQuery)
            return unsafe whole(key, next, of: der, EVP_PKEY_free)
        }
        unsafe try self.init(key, as: spec, named: kind, in: library)
        defer { ErrorQueue.clear() }
        guard try KeyOperation(using: self).passesPublicCheck() else { throw .malformedKey(kind: kind) }
    }

    /// Takes a decoded key over.
    ///
    /// - Parameters:
    ///   - decoded: nil when nothing could be decoded.
    ///   - spec: the kind that it must be of; nil for RSA of any size.
    ///   - name: what it should be, for the error.
    ///   - library: where it was decoded.
    /// - Throws: ``CryptoError/malformedKey(kind:)`` when there is no key, or it is of another kind.
    init(
        _ decoded: OpaquePointer?, as spec: AsymmetricKeySpec?, named name: String, in library: LibraryContext
    ) throws(CryptoError) {
        defer { ErrorQueue.clear() }
        guard let key = unsafe decoded else { throw .malformedKey(kind: name) }
        unsafe handle = key
        self.library = library
        guard isKey(of: spec) else { throw .malformedKey(kind: name) }
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

    /// Whether the key has the type, size and curve of the spec, or for nil is of RSA. One on P-256 has a point that is
    /// on the curve, too, and writes it uncompressed from then on.
    private func isKey(of spec: AsymmetricKeySpec?) -> Bool {
        switch spec {
        case nil: unsafe EVP_PKEY_is_a(handle, "RSA") == 1
        case .rsa2048: unsafe EVP_PKEY_is_a(handle, "RSA") == 1 && EVP_PKEY_get_bits(handle) == 2048
        case .sm2: unsafe EVP_PKEY_is_a(handle, "SM2") == 1 && EVP_PKEY_get_bits(handle) == 256
        case .p256:
            unsafe EVP_PKEY_is_a(handle, "EC") == 1
                && hufu_settle_on_curve(handle, "P-256", library.handle, library.propertyQuery) == 1
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
