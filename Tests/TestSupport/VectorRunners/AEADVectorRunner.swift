// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Runs AEAD vectors on an edition: sealing through its ``VectorPort``, opening through its production ``Encryptor``.
package enum AEADVectorRunner {
    /// The reason under which cases of other lengths are counted.
    package static let otherLengths = "nonce not 96 or tag not 128 bits"

    /// Runs all cases. Those with another nonce or tag length must be refused by `open`, which has only one layout.
    ///
    /// - Throws: ``CryptoError`` when a key of the vectors makes no encryptor.
    package static func run(
        _ vectors: [AEADVector], on edition: some CryptoEdition & VectorPort
    ) throws(CryptoError) -> VectorTally {
        var tally = VectorTally()
        for vector in vectors {
            let key = KeyMaterial(knownBytes: vector.key)
            let encryptor = try edition.makeEncryptor(key: key, nonces: .perCall)
            let isOurs =
                vector.nonce.count == SealedLayout.nonceByteCount && vector.tag.count == SealedLayout.tagByteCount
            switch (isOurs, vector.verdict) {
            case (true, .valid):
                let sealing = sealingFaults(vector, key: key, on: edition)
                tally.recordValid(vector.id, failing: sealing + openingFaults(vector, with: encryptor))
            case (true, .invalid):
                tally.recordInvalid(vector.id, failing: refusalFaults(vector, by: encryptor))
            case (true, .acceptable):
                tally.recordSkipped(vector.id, VectorTally.acceptable)
            case (false, _):
                tally.recordSkipped(vector.id, otherLengths, failing: refusalFaults(vector, by: encryptor))
            }
        }
        return tally
    }

    private static func sealingFaults(
        _ vector: AEADVector, key: borrowing KeyMaterial, on port: some VectorPort
    ) -> [String] {
        do throws(CryptoError) {
            let sealed = try port.seal(
                vector.plaintext.span, authenticating: vector.context.span, key: key, nonce: vector.nonce)
            return sealed == vector.ciphertext + vector.tag ? [] : ["sealed to other bytes"]
        } catch {
            return ["sealing threw \(error)"]
        }
    }

    private static func openingFaults(_ vector: AEADVector, with encryptor: any Encryptor) -> [String] {
        do throws(CryptoError) {
            let opened = try encryptor.open(
                vector.nonce + vector.ciphertext + vector.tag, authenticating: vector.context)
            return opened == vector.plaintext ? [] : ["opened to other bytes"]
        } catch {
            return ["opening threw \(error)"]
        }
    }

    private static func refusalFaults(_ vector: AEADVector, by encryptor: any Encryptor) -> [String] {
        do throws(CryptoError) {
            _ = try encryptor.open(vector.nonce + vector.ciphertext + vector.tag, authenticating: vector.context)
            return ["opened, and must be refused"]
        } catch {
            return error == .authenticationFailed ? [] : ["refused with \(error)"]
        }
    }
}
