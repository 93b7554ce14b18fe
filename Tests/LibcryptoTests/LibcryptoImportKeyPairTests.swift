// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct LibcryptoImportKeyPairTests {
    let context: LibraryContext
    static let everything = ImportOffer(edition: .smCrypto, algorithms: WrappingAlgorithm.allCases)

    init() throws { context = try library.get() }

    @Test(arguments: WrappingAlgorithm.allCases)
    func `what is wrapped unwraps, also by the pair that was stored`(algorithm: WrappingAlgorithm) throws {
        let pair = try LibcryptoImportKeyPair(generating: algorithm.keySpec, for: Self.everything, in: context)
        let stored = try LibcryptoImportKeyPair(
            algorithm.keySpec, privateKey: pair.privateKey(), for: Self.everything, in: context)
        #expect(stored.publicKeyDER == pair.publicKeyDER)
        let publicKey = pair.publicKeyDER
        for byteCount in [16, 32] {
            let key = material((0..<byteCount).map { UInt8($0 + 1) })
            let wrapped = try LibcryptoImportKeyPair.wrap(
                key, publicKeyDER: publicKey.span, algorithm: algorithm, for: Self.everything, in: context)
            let unwrapped = try stored.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: byteCount)
            #expect(exposed(unwrapped) == exposed(key))
        }
    }
}
