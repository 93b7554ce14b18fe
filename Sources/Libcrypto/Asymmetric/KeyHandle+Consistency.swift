// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension KeyHandle {
    /// The pairwise consistency test of a new pair (FIPS 140-3 IG 10.3.A; ISO/IEC 19790:2012 §7.10.3.3): what the private
    /// half signs the public half verifies, and what the public half encrypts the private half decrypts.
    ///
    /// - Parameters:
    ///   - spec: the kind of the pair.
    ///   - alter: plants a fault between the halves, to see the test fail; leaves everything as it is in production.
    /// - Throws: ``CryptoError/selfTestFailed(name:)``; ``CryptoError/backend(_:)``.
    func demandConsistency(
        as spec: AsymmetricKeySpec, altering alter: ([UInt8]) -> [UInt8] = { $0 }
    ) throws(CryptoError) {
        let message = [UInt8]("two halves match".utf8)
        let signing = SignatureAlgorithm.forConsistency(of: spec)
        let signature = alter(try sign(message.span, as: .raw, algorithm: signing))
        var isConsistent = try verifies(signature.span, of: message.span, as: .raw, algorithm: signing)
        if let encryption = EncryptionAlgorithm.forConsistency(of: spec) {
            let secret = KeyMaterial(knownBytes: message)
            let ciphertext = alter(try encrypt(secret, algorithm: encryption))
            do throws(CryptoError) {
                isConsistent = try decrypt(ciphertext.span, algorithm: encryption).isEqual(to: secret) && isConsistent
            } catch {
                isConsistent = false
            }
        }
        guard isConsistent else { throw .selfTestFailed(name: "pairwise consistency of a new \(spec.rawValue) key") }
    }
}

extension SignatureAlgorithm {
    fileprivate static func forConsistency(of spec: AsymmetricKeySpec) -> SignatureAlgorithm {
        switch spec {
        case .rsa2048: .rsaPKCS1SHA256
        case .p256: .eccP256R1
        case .sm2: .sm2DSA
        }
    }
}

extension EncryptionAlgorithm {
    fileprivate static func forConsistency(of spec: AsymmetricKeySpec) -> EncryptionAlgorithm? {
        switch spec {
        case .rsa2048: .rsaesOAEPSHA256
        case .p256: nil
        case .sm2: .sm2ASN1
        }
    }
}
