// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// A kind of asymmetric key in an edition that has it. The pair is made once in the process.
struct AsymmetricSubject: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let edition: any CryptoEdition
    let spec: AsymmetricKeySpec
    let isModule: Bool
    private let madePair: Result<any AsymmetricKey, any Error>

    var signatureAlgorithms: [SignatureAlgorithm] { edition.signatureAlgorithms.filter { $0.keySpec == spec } }
    var encryptionAlgorithms: [EncryptionAlgorithm] { edition.encryptionAlgorithms.filter { $0.keySpec == spec } }

    func pair() throws -> any AsymmetricKey { try madePair.get() }

    /// The public half, loaded from its DER.
    func publicKey() throws -> any AsymmetricPublicKey {
        let der = try pair().publicKeyDER
        return try edition.loadPublicKey(spec, publicKeyDER: der.span)
    }

    static let all = Result { try editions.flatMap(subjects) }

    /// RSAES-PKCS1-v1_5 is on, so that it is tried too; on a module as the module has it.
    private static var editions: [(String, any CryptoEdition, Bool)] {
        get throws {
            let allowing = EditionOptions(fips: FIPSOptions(allowPKCS1v15: true))
            return try [
                ("fips", Edition.fips.load(allowing), false), ("sm-crypto", Edition.smCrypto.load(), false),
            ]
                + (FIPSModule.configuration == nil
                    ? [] : [("fips module", Edition.fips.load(FIPSModule.editionOptions), true)])
        }
    }

    private static func subjects(_ name: String, _ edition: any CryptoEdition, isModule: Bool) -> [AsymmetricSubject] {
        edition.asymmetricKeySpecs.map { spec in
            AsymmetricSubject(
                testDescription: "\(spec.rawValue), \(name)", edition: edition, spec: spec, isModule: isModule,
                madePair: Result { try edition.makeAsymmetricKey(spec) })
        }
    }
}
