// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import KeyManagement

/// How material is, or was, wrapped: by the folder of `import parameters`, or said word by word.
struct WrappingChoice: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("The folder that `import parameters` wrote.", valueName: "dir"),
        completion: .directory)
    var parameters: String?

    @Option(name: .long, help: "The wrapping algorithm, without --parameters.")
    var algorithm: WrappingAlgorithm?

    @Option(name: .long, help: "The edition, fips or sm-crypto, without --parameters.")
    var edition: String?

    /// What was chosen.
    struct Answer {
        let algorithm: WrappingAlgorithm
        let edition: Edition
        /// `import.json`; nil when the choice was said word by word.
        let summary: ImportSummary?
    }

    /// Reads the folder's `import.json`, or the words.
    ///
    /// - Throws: ``CommandFailure``: not found, bad data, or usage when folder and words disagree or something is not
    ///   said; `CryptoError/unknownEdition(_:)`.
    func read() throws -> Answer {
        let named = try edition.map { name throws(CryptoError) in try Edition(named: name) }
        guard let parameters else {
            guard let algorithm, let named else {
                throw CommandFailure(.usage, "Pass --parameters DIR, or --algorithm and --edition.")
            }
            return Answer(algorithm: algorithm, edition: named, summary: nil)
        }
        let summary = try ImportFolder(path: parameters).readSummary()
        if let algorithm, algorithm != summary.wrappingAlgorithm {
            throw CommandFailure(
                .usage, "The parameters say \(summary.wrappingAlgorithm.rawValue), not \(algorithm.rawValue).")
        }
        if let named, named != summary.edition {
            throw CommandFailure(.usage, "The parameters are of the edition \(summary.edition), not \(named).")
        }
        return Answer(algorithm: summary.wrappingAlgorithm, edition: summary.edition, summary: summary)
    }
}

extension WrappingChoice.Answer {
    /// The material's check value for the key that the parameters name; nil without parameters.
    func checkValue(of material: borrowing KeyMaterial, edition: any CryptoEdition) throws(CryptoError) -> String? {
        guard let summary, let keyID = KeyID(summary.keyId) else { return nil }
        return try MaterialIdentity.checkValue(of: material, for: keyID, version: summary.keyVersion, edition: edition)
    }
}
