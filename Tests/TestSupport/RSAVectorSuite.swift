// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import Testing

/// One file of RSA decryptions and what its run must come to, the same in every edition that offers the algorithm.
package struct RSAVectorSuite: Sendable {
    private let fileName: String
    /// The padding under which the file's cases are run.
    package let algorithm: WrappingAlgorithm
    /// The result of ``run(on:)`` when all is well.
    package let expected: VectorTally

    /// Wycheproof's suites. The one whose MGF1 has another hash must be refused whole.
    package static let wycheproof = [
        wycheproof("rsa_oaep_2048_sha1_mgf1sha1", .rsaesOAEPSHA1, VectorTally(valid: 10, invalid: 19, labelled: 7)),
        wycheproof(
            "rsa_oaep_2048_sha256_mgf1sha256", .rsaesOAEPSHA256, VectorTally(valid: 10, invalid: 19, labelled: 8)),
        wycheproof("rsa_oaep_2048_sha256_mgf1sha1", .rsaesOAEPSHA256, VectorTally(invalid: 28, labelled: 3)),
        wycheproof("rsa_oaep_2048_sha256_mgf1sha1", .rsaesOAEPSHA1, VectorTally(invalid: 28, labelled: 3)),
        wycheproof("rsa_pkcs1_2048", .rsaesPKCS1v15, VectorTally(valid: 42, invalid: 25)),
    ]

    /// The suites of pyca/cryptography, the first of RSA Laboratories. The mixed one must be refused whole.
    package static let pyca = [
        pyca(
            "pkcs-1v2-1d2-vec/oaep-vect", .rsaesOAEPSHA1,
            VectorTally(valid: 6, skipped: [UnwrapVectorRunner.otherParameter: 54])),
        pyca("oaep-custom/oaep-sha256-sha256", .rsaesOAEPSHA256, VectorTally(valid: 60)),
        pyca("oaep-custom/oaep-sha256-sha1", .rsaesOAEPSHA256, VectorTally(invalid: 60)),
        pyca("oaep-custom/oaep-sha256-sha1", .rsaesOAEPSHA1, VectorTally(invalid: 60)),
    ]

    /// Runs every case of the file.
    ///
    /// - Throws: ``VectorFileError``; ``CryptoError`` when a key of the file does not load.
    package func run(on edition: some CryptoEdition) throws -> VectorTally {
        let file = try VectorFolder.file(fileName)
        let vectors =
            fileName.hasSuffix(".json")
            ? try WycheproofRSAFile.vectors(in: file, algorithm: algorithm)
            : try OAEPTextFile.vectors(in: file, algorithm: algorithm)
        return try UnwrapVectorRunner.run(vectors, on: edition)
    }

    private static func wycheproof(
        _ name: String, _ algorithm: WrappingAlgorithm, _ expected: VectorTally
    ) -> RSAVectorSuite {
        RSAVectorSuite(fileName: "wycheproof/\(name)_test.json", algorithm: algorithm, expected: expected)
    }

    private static func pyca(
        _ name: String, _ algorithm: WrappingAlgorithm, _ expected: VectorTally
    ) -> RSAVectorSuite {
        RSAVectorSuite(fileName: "pyca/asymmetric/RSA/\(name).txt", algorithm: algorithm, expected: expected)
    }
}

extension RSAVectorSuite: CustomTestStringConvertible {
    /// File and padding.
    package var testDescription: String { "\(fileName) as \(algorithm.rawValue)" }
}

extension VectorTally {
    /// A tally in which so many cases have a label.
    fileprivate init(valid: Int = 0, invalid: Int = 0, labelled: Int) {
        self.init(valid: valid, invalid: invalid, skipped: [UnwrapVectorRunner.label: labelled])
    }
}
