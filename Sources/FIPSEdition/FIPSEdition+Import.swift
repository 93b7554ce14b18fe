// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
import Libcrypto

extension FIPSEdition {
    public func makeImportKeyPair(_ spec: WrappingKeySpec) throws(CryptoError) -> any ImportKeyPair {
        try LibcryptoImportKeyPair(generating: spec, for: algorithms.offer, in: algorithms.library)
    }

    public func loadImportKeyPair(
        _ spec: WrappingKeySpec, privateKey: borrowing KeyMaterial
    ) throws(CryptoError) -> any ImportKeyPair {
        try LibcryptoImportKeyPair(spec, privateKey: privateKey, for: algorithms.offer, in: algorithms.library)
    }

    public func wrapForImport(
        _ material: borrowing KeyMaterial, publicKeyDER: Span<UInt8>, algorithm: WrappingAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        try LibcryptoImportKeyPair.wrap(
            material, publicKeyDER: publicKeyDER, algorithm: algorithm, for: algorithms.offer, in: algorithms.library)
    }
}
