// SPDX-License-Identifier: Apache-2.0

/// What official vectors need beyond production: sealing with a given nonce. Never public: an integrator could repeat one.
package protocol VectorPort: Sendable {
    /// `ciphertext ‖ tag 16` of the edition's AEAD under `key` with the 12-byte `nonce`.
    func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, key: borrowing KeyMaterial, nonce: [UInt8]
    ) throws(CryptoError) -> [UInt8]
}
