// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Known answers for unwrapping, one for each algorithm on offer: both editions run them at load.
package enum ImportSelfTests {
    /// The tests of the algorithms that `offer` names, computed in `library`.
    package static func all(for offer: ImportOffer, in library: LibraryContext) -> [SelfTest] {
        offer.algorithms.flatMap { algorithm in
            algorithm == .sm2PKE
                ? sm2Tests(for: offer, in: library) : [rsaTest(of: algorithm, for: offer, in: library)]
        }
    }

    private static func rsaTest(
        of algorithm: WrappingAlgorithm, for offer: ImportOffer, in library: LibraryContext
    ) -> SelfTest {
        let section = algorithm == .rsaesPKCS1v15 ? "§7.2.2" : "§7.1.2"
        return SelfTest(
            "\(algorithm.rawValue) unwrap", reference: "RFC 8017 \(section), computed without libcrypto",
            expecting: ImportSelfTestKey.material
        ) { () throws(CryptoError) in
            let pair = try LibcryptoImportKeyPair(
                .rsa2048, privateKey: ImportSelfTestKey.privateKey, for: offer, in: library)
            let wrapped = ImportSelfTestKey.wrapped(with: algorithm) ?? []
            return try unwrap(wrapped, byteCount: ImportSelfTestKey.material.count, algorithm: algorithm, with: pair)
        }
    }

    /// What the standard's own example encrypted, in both forms of the ciphertext.
    private static func sm2Tests(for offer: ImportOffer, in library: LibraryContext) -> [SelfTest] {
        [("raw C1C3C2", sm2Ciphertext), ("DER", sm2CiphertextDER)].map { form, ciphertext in
            SelfTest("SM2PKE unwrap, \(form)", reference: "GM/T 0003.5-2012 C.2", expecting: sm2Plaintext) {
                () throws(CryptoError) in
                let key = KeyMaterial(knownBytes: sm2PrivateKey)
                let pair = try LibcryptoImportKeyPair(.sm2, privateKey: key, for: offer, in: library)
                return try unwrap(ciphertext, byteCount: sm2Plaintext.count, algorithm: .sm2PKE, with: pair)
            }
        }
    }

    private static func unwrap(
        _ wrapped: [UInt8], byteCount: Int, algorithm: WrappingAlgorithm, with pair: LibcryptoImportKeyPair
    ) throws(CryptoError) -> [UInt8] {
        try pair.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: byteCount).withBytes { bytes in
            bytes.indices.map { bytes[$0] }
        }
    }

    private static let sm2Plaintext = [UInt8]("encryption standard".utf8)

    /// The example's key pair as PKCS#8: version 0, id-ecPublicKey on sm2p256v1, ECPrivateKey (RFC 5915) with both parts.
    static let sm2PrivateKey = [UInt8](
        hex: """
            308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420\
            3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8\
            a14403420004\
            09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020\
            ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13
            """)

    /// `04 ‖ x1 ‖ y1 ‖ C3 ‖ C2`.
    private static let sm2Ciphertext = [UInt8](
        hex: """
            0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73\
            e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0\
            59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766\
            21886ca989ca9c7d58087307ca93092d651efa
            """)

    /// The same as GM/T 0009-2012 §7.2's sequence.
    private static let sm2CiphertextDER = [UInt8](
        hex: """
            307c022004ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73\
            022100e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0\
            042059983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766\
            041321886ca989ca9c7d58087307ca93092d651efa
            """)
}
