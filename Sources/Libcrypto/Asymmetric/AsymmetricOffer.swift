// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Which asymmetric keys an edition has and what they do, as configured: the edition decides, this module obeys.
package struct AsymmetricOffer: Sendable {
    /// The edition that offers them, for its name in errors.
    package let edition: Edition
    /// The kinds of keys.
    package let specs: [AsymmetricKeySpec]
    /// How it encrypts and decrypts.
    package let encryptionAlgorithms: [EncryptionAlgorithm]

    /// - Parameters:
    ///   - edition: the edition.
    ///   - specs: the kinds of keys; with each come all of its algorithms.
    ///   - allowsPKCS1v15: whether RSAES-PKCS1-v1_5 is among them.
    package init(edition: Edition, specs: [AsymmetricKeySpec], allowsPKCS1v15: Bool) {
        self.edition = edition
        self.specs = specs
        encryptionAlgorithms = EncryptionAlgorithm.allCases.filter {
            specs.contains($0.keySpec) && ($0 != .rsaesPKCS1v15 || allowsPKCS1v15)
        }
    }

    /// How its keys sign.
    var signatureAlgorithms: [SignatureAlgorithm] {
        SignatureAlgorithm.allCases.filter { specs.contains($0.keySpec) }
    }

    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)`` for a kind that is not on offer.
    func require(_ spec: AsymmetricKeySpec) throws(CryptoError) {
        guard specs.contains(spec) else { throw .unsupportedAlgorithm(name: spec.rawValue, edition: edition) }
    }

    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)`` unless it is on offer and takes such a key.
    func require(_ algorithm: EncryptionAlgorithm, for spec: AsymmetricKeySpec) throws(CryptoError) {
        guard encryptionAlgorithms.contains(algorithm), algorithm.keySpec == spec else {
            throw .unsupportedAlgorithm(name: algorithm.rawValue, edition: edition)
        }
    }

    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)`` unless it takes such a key.
    func require(_ algorithm: SignatureAlgorithm, for spec: AsymmetricKeySpec) throws(CryptoError) {
        guard algorithm.keySpec == spec else {
            throw .unsupportedAlgorithm(name: algorithm.rawValue, edition: edition)
        }
    }
}
