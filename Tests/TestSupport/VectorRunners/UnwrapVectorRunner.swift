// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Runs vectors of public-key decryption through the import pairs of an edition.
package enum UnwrapVectorRunner {
    /// The reason under which OAEP cases with a label are counted.
    package static let label = "OAEP with a label"

    /// The reason under which cases with a parameter that imports do not have are counted.
    package static let otherParameter = "a parameter that imports do not have; not run"

    /// Runs all cases. A valid one must unwrap to its own length and to no other.
    ///
    /// - Throws: ``CryptoError`` when a key of the vectors does not load.
    package static func run(
        _ vectors: [UnwrapVector], on edition: some CryptoEdition
    ) throws(CryptoError) -> VectorTally {
        var tally = VectorTally()
        var pairs: [[UInt8]: any ImportKeyPair] = [:]
        for vector in vectors {
            guard !vector.hasOtherParameter else {
                tally.recordSkipped(vector.id, otherParameter)
                continue
            }
            let pair: any ImportKeyPair
            if let loaded = pairs[vector.privateKeyDER] {
                pair = loaded
            } else {
                pair = try edition.loadImportKeyPair(
                    vector.algorithm.keySpec, privateKey: KeyMaterial(knownBytes: vector.privateKeyDER))
                pairs[vector.privateKeyDER] = pair
            }
            let outcome = outcome(of: vector, with: pair, keyByteCount: vector.plaintext.count)
            guard vector.label.isEmpty else {
                tally.recordSkipped(vector.id, label, failing: refusalFaults(outcome))
                continue
            }
            switch vector.verdict {
            case .valid:
                let faults = outcome == .success(vector.plaintext) ? [] : ["unwrapped to other bytes, or not at all"]
                tally.recordValid(vector.id, failing: faults + otherLengthFaults(vector, with: pair))
            case .invalid: tally.recordInvalid(vector.id, failing: refusalFaults(outcome))
            case .acceptable: tally.recordSkipped(vector.id, VectorTally.acceptable)
            }
        }
        return tally
    }

    /// Two bytes more than there are: one more could make a raw SM2 ciphertext mean something else.
    private static func otherLengthFaults(_ vector: UnwrapVector, with pair: any ImportKeyPair) -> [String] {
        let actual = vector.plaintext.count
        let refusal: CryptoError =
            vector.algorithm == .rsaesPKCS1v15
            ? .unwrapFailed : .wrongKeyLength(expected: actual + 2, actual: actual)
        let outcome = outcome(of: vector, with: pair, keyByteCount: actual + 2)
        return outcome == .failure(refusal) ? [] : ["another length: not refused with \(refusal)"]
    }

    private static func refusalFaults(_ outcome: Result<[UInt8], CryptoError>) -> [String] {
        switch outcome {
        case .failure(.unwrapFailed): []
        case .failure(let error): ["refused with \(error)"]
        case .success: ["unwrapped, and must be refused"]
        }
    }

    private static func outcome(
        of vector: UnwrapVector, with pair: any ImportKeyPair, keyByteCount: Int
    ) -> Result<[UInt8], CryptoError> {
        do throws(CryptoError) {
            let material = try pair.unwrap(
                vector.ciphertext.span, algorithm: vector.algorithm, keyByteCount: keyByteCount)
            return .success(material.withBytes { bytes in bytes.indices.map { bytes[$0] } })
        } catch {
            return .failure(error)
        }
    }
}
