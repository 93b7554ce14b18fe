// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import FIPSEdition
import TestSupport
import Testing

/// The runners themselves: a wrong expected value is a failure that names the case, whatever the verdict.
@Suite struct VectorRunnerTests {
    let edition: FIPSEdition

    init() throws { edition = try FIPSEdition() }

    @Test func `AEAD: an altered field, or a wrong verdict, fails with the case's name`() throws {
        let right = FIPSExampleTests.gcm[3]
        func altered(
            plaintext: [UInt8]? = nil, context: [UInt8]? = nil, ciphertext: [UInt8]? = nil, tag: [UInt8]? = nil,
            verdict: Verdict = .valid
        ) throws -> VectorTally {
            let vector = AEADVector(
                id: right.id, key: right.key, nonce: right.nonce, context: context ?? right.context,
                plaintext: plaintext ?? right.plaintext, ciphertext: ciphertext ?? right.ciphertext,
                tag: tag ?? right.tag, verdict: verdict)
            return try AEADVectorRunner.run([vector], on: edition)
        }
        let tallies = [
            try altered(plaintext: flipped(right.plaintext)), try altered(context: flipped(right.context)),
            try altered(ciphertext: flipped(right.ciphertext)), try altered(tag: flipped(right.tag)),
            try altered(verdict: .invalid),
        ]
        for tally in tallies {
            #expect(tally.valid + tally.invalid == 0)
            #expect(tally.failures.contains { $0.hasPrefix("GCM test case 16: ") })
        }
    }

    @Test func `MAC: an altered tag or a wrong verdict fails with the case's name`() {
        let key = [UInt8](repeating: 0x0b, count: 20)
        let tag = bytes(hex: "b0344c61d8db38535ca8afceaf0bf12b 881dc200c9833da726e9376c2e32cff7")
        for (tag, verdict) in [(flipped(tag), Verdict.valid), (tag, .invalid)] {
            let vector = MACVector(id: "case", key: key, message: Array("Hi There".utf8), tag: tag, verdict: verdict)
            let tally = MACVectorRunner.run([vector], on: edition)
            #expect(tally.valid + tally.invalid == 0 && tally.failures.count == 1)
            #expect(tally.failures.first?.hasPrefix("case: ") == true)
        }
    }

    @Test(arguments: [WrappingAlgorithm.rsaesOAEPSHA1, .rsaesOAEPSHA256])
    func `unwrapping: altered material or a wrong verdict fails with the case's name`(
        algorithm: WrappingAlgorithm
    ) throws {
        let pair = try edition.makeImportKeyPair(.rsa2048)
        let material = [UInt8](0..<32)
        let ciphertext = try edition.wrapForImport(
            KeyMaterial(knownBytes: material), publicKeyDER: pair.publicKeyDER.span, algorithm: algorithm)
        let key = try pair.privateKey().exposed()
        func tally(_ plaintext: [UInt8], _ verdict: Verdict) throws -> VectorTally {
            let vector = UnwrapVector(
                id: "case", algorithm: algorithm, privateKeyDER: key, ciphertext: ciphertext, plaintext: plaintext,
                verdict: verdict)
            return try UnwrapVectorRunner.run([vector], on: edition)
        }
        #expect(try tally(material, .valid) == VectorTally(valid: 1))
        #expect(try tally(flipped(material), .valid).failures == ["case: unwrapped to other bytes, or not at all"])
        #expect(try tally(material, .invalid).failures == ["case: unwrapped, and must be refused"])
    }

    private func flipped(_ bytes: [UInt8]) -> [UInt8] { [bytes[0] ^ 1] + bytes.dropFirst() }
}
