// SPDX-License-Identifier: Apache-2.0

/// Protects key material under a wrapping key, with associated data. Values may be shared between threads.
public protocol KeyWrapper: Sendable {
    /// Wraps `key`: `nonce 12 ‖ ciphertext n ‖ tag 16`, bound to `context`.
    ///
    /// - Throws: as ``Encryptor/seal(_:authenticating:into:)``.
    func wrap(_ key: borrowing KeyMaterial, authenticating context: Span<UInt8>) throws(CryptoError) -> [UInt8]

    /// Unwraps straight into locked memory.
    ///
    /// - Throws: ``CryptoError/authenticationFailed`` for altered bytes, another context or another wrapping key.
    func unwrap(_ wrapped: Span<UInt8>, authenticating context: Span<UInt8>) throws(CryptoError) -> KeyMaterial
}

/// Wraps keys with an edition's AEAD.
struct AEADKeyWrapper: KeyWrapper {
    let encryptor: any Encryptor

    func wrap(_ key: borrowing KeyMaterial, authenticating context: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        try key.withBytes { (bytes: Span<UInt8>) throws(CryptoError) in
            try encryptor.seal(bytes, authenticating: context)
        }
    }

    func unwrap(_ wrapped: Span<UInt8>, authenticating context: Span<UInt8>) throws(CryptoError) -> KeyMaterial {
        let byteCount = max(0, wrapped.count - SealedLayout.overheadByteCount)
        return try KeyMaterial(byteCount: byteCount) { (key: inout OutputSpan<UInt8>) throws(CryptoError) in
            try encryptor.open(wrapped, authenticating: context, into: &key)
        }
    }
}
