// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// The key that seals one box or one file, and the public commitment to it.
///
/// `Derive(K, purpose, context)` with SP 800-108r1 counter mode and L = 512 bits in both editions: the key is the first
/// 32 (FIPS) or 16 (SM-CRYPTO) bytes of K(1), the rest of K(1) is dropped; the commitment is K(2). So no output of the
/// PRF serves as both. The key is wiped when this value ends.
struct DerivedKey: ~Copyable {
    /// Length of the commitment in bytes.
    static let commitmentByteCount = 32

    /// The AEAD key, of the edition's length.
    let key: KeyMaterial
    /// Commits to K, edition, purpose and context by collision resistance of the edition's hash.
    let commitment: InlineArray<32, UInt8>

    /// - Throws: ``CryptoError/backend(_:)``.
    init(
        _ purpose: DerivationPurpose, context: Span<UInt8>, from derivation: any KeyDerivation, edition: Edition
    ) throws(CryptoError) {
        let blocks = try derivation.derive(purpose, context: context, byteCount: 64)
        key = KeyMaterial(copying: blocks, count: edition.keyByteCount)
        commitment = blocks.withBytes { blocks in InlineArray { blocks[32 + $0] } }
    }

    /// Whether `stored` is this key's commitment. Time does not depend on the bytes.
    func isCommitted(to stored: Span<UInt8>) -> Bool { ConstantTime.areEqual(commitment.span, stored) }
}
