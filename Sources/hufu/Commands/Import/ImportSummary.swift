// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import KeyManagement

/// `import.json`, and what `import parameters --json` prints: what the owner's side must know besides the public key.
struct ImportSummary: Codable {
    /// The key to fill.
    let keyId: String
    /// The version of its material; the check value is computed over it.
    let keyVersion: UInt32
    /// `fips` or `sm-crypto`.
    let edition: Edition
    /// How to wrap, by the API's name.
    let wrappingAlgorithm: WrappingAlgorithm
    /// The kind of the public key, by the API's name.
    let wrappingKeySpec: WrappingKeySpec
    /// The length that the material must have.
    let materialBits: Int
    /// When public key and token end, Unix seconds.
    let parametersValidTo: Int64

    /// The names as they stand in the file.
    enum CodingKeys: String, CodingKey {
        case keyId = "KeyId"
        case keyVersion = "KeyVersion"
        case edition = "Edition"
        case wrappingAlgorithm = "WrappingAlgorithm"
        case wrappingKeySpec = "WrappingKeySpec"
        case materialBits = "MaterialBits"
        case parametersValidTo = "ParametersValidTo"
    }

    init(_ parameters: ImportParameters, edition: Edition) {
        keyId = parameters.keyID.description
        keyVersion = parameters.keyVersion
        self.edition = edition
        wrappingAlgorithm = parameters.algorithm
        wrappingKeySpec = parameters.algorithm.keySpec
        materialBits = parameters.materialBitCount
        parametersValidTo = parameters.expires.seconds
    }
}
