// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

extension SMSelfTests {
    /// Unwrapping what the standard's own example wrapped, in both forms of the ciphertext.
    static func importTests(on modules: SMModules) -> [SelfTest] {
        [("raw C1C3C2", sm2Ciphertext), ("DER", sm2CiphertextDER)].map { form, ciphertext in
            SelfTest("SM2 decrypt, \(form)", reference: "GM/T 0003.5-2012 C.2", expecting: sm2Plaintext) {
                () throws(CryptoError) in
                let pair = try LibcryptoImportKeyPair(
                    .sm2, privateKey: KeyMaterial(knownBytes: sm2PrivateKey), for: modules.offer,
                    in: modules.libcrypto)
                let material = try pair.unwrap(
                    ciphertext.span, algorithm: .sm2PKE, keyByteCount: sm2Plaintext.count)
                return material.withBytes { bytes in bytes.indices.map { bytes[$0] } }
            }
        }
    }

    private static let sm2Plaintext = [UInt8]("encryption standard".utf8)

    /// The example's key pair as PKCS#8: version 0, id-ecPublicKey on sm2p256v1, ECPrivateKey (RFC 5915) with both parts.
    private static let sm2PrivateKey = [UInt8](
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
