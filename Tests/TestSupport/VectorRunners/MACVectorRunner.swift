// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Runs vectors of HMAC and of the hash on an edition.
package enum MACVectorRunner {
    /// The reason under which keys that the edition refuses are counted.
    package static let otherKeyLengths = "key not of 16 to 64 bytes"

    /// Runs all cases of HMAC. Keys of another length must be refused for it.
    package static func run(_ vectors: [MACVector], on edition: some CryptoEdition) -> VectorTally {
        var tally = VectorTally()
        for vector in vectors {
            let outcome = outcome(of: vector, on: edition)
            switch (16...64 ~= vector.key.count, vector.verdict) {
            case (true, .valid):
                tally.recordValid(vector.id, failing: outcome == .success(true) ? [] : ["\(outcome), not that tag"])
            case (true, .invalid):
                tally.recordInvalid(vector.id, failing: outcome == .success(false) ? [] : ["\(outcome), a wrong tag"])
            case (true, .acceptable):
                tally.recordSkipped(vector.id, VectorTally.acceptable)
            case (false, _):
                tally.recordSkipped(
                    vector.id, otherKeyLengths, failing: isRefusal(outcome, of: vector.key) ? [] : ["\(outcome)"])
            }
        }
        return tally
    }

    /// Runs all cases of the hash.
    package static func run(
        _ vectors: [DigestVector], on edition: some CryptoEdition
    ) throws(CryptoError) -> VectorTally {
        var tally = VectorTally()
        for vector in vectors {
            let isEqual = try edition.hash(vector.message.span) == vector.digest
            tally.recordValid(vector.id, failing: isEqual ? [] : ["another digest"])
        }
        return tally
    }

    private static func isRefusal(_ outcome: Result<Bool, CryptoError>, of key: [UInt8]) -> Bool {
        guard case .failure(.wrongKeyLength(_, key.count)) = outcome else { return false }
        return true
    }

    /// Whether the tag begins as the vector's, or why there is none.
    private static func outcome(
        of vector: MACVector, on edition: some CryptoEdition
    ) -> Result<Bool, CryptoError> {
        do throws(CryptoError) {
            let authenticator = try edition.makeAuthenticator(key: KeyMaterial(knownBytes: vector.key))
            let tag = try authenticator.tag(of: vector.message.span)
            return .success(tag.prefix(vector.tag.count) == vector.tag[...])
        } catch {
            return .failure(error)
        }
    }
}
