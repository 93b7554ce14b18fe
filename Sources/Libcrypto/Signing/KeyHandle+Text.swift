// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Keys on P-256 in the forms that people keep, PEM (RFC 7468) among them.
extension KeyHandle {
    /// Reads a private key, PKCS#8 as DER or PEM, or RFC 5915 as PEM.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``.
    convenience init(p256PrivateKey: borrowing KeyMaterial, in library: LibraryContext) throws(CryptoError) {
        let decoded = unsafe p256PrivateKey.withUnsafeBytes {
            unsafe hufu_decode_ec_key($0.baseAddress, $0.count, 1, library.handle, library.propertyQuery)
        }
        unsafe try self.init(decoded, as: .p256, named: "P-256 private key (PKCS#8 without a password)", in: library)
    }

    /// Reads a public key, SubjectPublicKeyInfo as PEM or DER.
    ///
    /// - Throws: ``CryptoError/malformedKey(kind:)``.
    convenience init(p256PublicKey: Span<UInt8>, in library: LibraryContext) throws(CryptoError) {
        let decoded = unsafe p256PublicKey.withUnsafeBufferPointer {
            unsafe hufu_decode_ec_key($0.baseAddress, $0.count, 0, library.handle, library.propertyQuery)
        }
        unsafe try self.init(decoded, as: .p256, named: "P-256 public key (SubjectPublicKeyInfo)", in: library)
    }

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
}
