// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement

/// Decrypts with the private half of an SM2 CMK: DER ciphertexts of at most 256 bytes.
struct AsymmetricSm2Decrypt: Action {
    static let name = "AsymmetricSm2Decrypt"
    static let ratePerSecond = 200.0
    let keyID: KeyID
    let ciphertext: [UInt8]

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        ciphertext = try parameters.base64("Ciphertext", orElse: .invalidParameter)
    }

    func run(_ call: ActionCall) async throws -> Reply {
        guard call.service.edition.asymmetricKeySpecs.contains(.sm2) else { throw APIError.usageNotOffered }
        return try await call.decrypt(ciphertext, with: keyID, algorithm: .sm2ASN1)
    }
}
