// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import FIPSEdition
import TestSupport
import Testing

/// Official vectors of the FIPS algorithms, from the folder of vectors.
@Suite struct FIPSVectorTests {
    @Test(.vectors("nist-cavp"), arguments: FIPSSubject.all)
    func `NIST CAVP gcmEncryptExtIV256: 375 cases of 96/128, all others refused`(subject: FIPSSubject) throws {
        let vectors = try CAVPGCMFile.vectors(in: VectorFolder.file("nist-cavp/gcmEncryptExtIV256.rsp"))
        let expected = VectorTally(valid: 375, skipped: [AEADVectorRunner.otherLengths: 7500])
        let tally = try AEADVectorRunner.run(vectors, on: subject.load())
        #expect(tally == expected)
    }

    @Test(.vectors("nist-cavp"), arguments: FIPSSubject.all)
    func `NIST CAVP gcmDecrypt256: 375 cases of 96/128, 191 of them FAIL, all others refused`(
        subject: FIPSSubject
    ) throws {
        let vectors = try CAVPGCMFile.vectors(in: VectorFolder.file("nist-cavp/gcmDecrypt256.rsp"))
        let expected = VectorTally(valid: 184, invalid: 191, skipped: [AEADVectorRunner.otherLengths: 7500])
        let tally = try AEADVectorRunner.run(vectors, on: subject.load())
        #expect(tally == expected)
    }

    @Test(.vectors("wycheproof"), arguments: FIPSSubject.all)
    func `Wycheproof hmac_sha256_test: 174 tags`(subject: FIPSSubject) throws {
        let file = try VectorFolder.file("wycheproof/hmac_sha256_test.json")
        let vectors = try WycheproofMACFile.vectors(in: file, algorithm: "HMACSHA256")
        let expected = VectorTally(valid: 60, invalid: 108, skipped: [MACVectorRunner.otherKeyLengths: 6])
        let tally = try MACVectorRunner.run(vectors, on: subject.load())
        #expect(tally == expected)
    }

    @Test(.vectors("wycheproof"), arguments: FIPSSubject.all, RSAVectorSuite.wycheproof)
    func `Wycheproof RSA decryption`(subject: FIPSSubject, suite: RSAVectorSuite) throws {
        let tally = try suite.run(on: subject.load())
        #expect(tally == suite.expected)
    }

    @Test(.vectors("pyca"), arguments: FIPSSubject.all, RSAVectorSuite.pyca)
    func `RSAES-OAEP of RSA Laboratories and pyca`(subject: FIPSSubject, suite: RSAVectorSuite) throws {
        let tally = try suite.run(on: subject.load())
        #expect(tally == suite.expected)
    }

    /// No case of the file has our layout, whose fixed data begin with our labels. So HMAC in counter mode, written down
    /// here a second time, is first held against NIST's cases, and the edition's derivation then against it.
    @Test(.vectors("openssl"), arguments: FIPSSubject.all)
    func `evpkdf_kbkdf_counter: HMAC-SHA-256, 32-bit counter before the fixed data`(subject: FIPSSubject) throws {
        let edition = try subject.load()
        let vectors = try EVPTestFile(VectorFolder.file("openssl/evpkdf_kbkdf_counter.txt"))
            .counterModeVectors(hash: "SHA256")
        #expect(vectors.count == 4)
        for vector in vectors {
            let output = try counterMode(
                on: edition, key: vector.key, fixedInput: vector.fixedInput, byteCount: vector.output.count)
            #expect(output == vector.output, "\(vector.id)")
        }
    }

    @Test(arguments: FIPSSubject.all, DerivationPurpose.allCases)
    func `the derivation is counter mode over label, zero, context and length (SP 800-108r1 §4.1)`(
        subject: FIPSSubject, purpose: DerivationPurpose
    ) throws {
        let edition = try subject.load()
        let key = [UInt8](0..<32)
        let derivation = try edition.makeDerivation(key: KeyMaterial(knownBytes: key))
        for byteCount in [1, 8, 31, 32, 33, 64, 65, 200] {
            let context = [UInt8](0..<UInt8(byteCount))
            let bitCount = UInt32(byteCount * 8)
            let fixedInput =
                Array("hufu/1/fips/\(purpose.rawValue)".utf8) + [0] + context
                + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bitCount >> $0) }
            let expected = try counterMode(on: edition, key: key, fixedInput: fixedInput, byteCount: byteCount)
            let derived = try derivation.derive(purpose, context: context.span, byteCount: byteCount)
            #expect(derived.exposed() == expected, "\(byteCount) bytes")
        }
    }

    /// `HMAC(key, u32 1 ‖ fixed input) ‖ HMAC(key, u32 2 ‖ fixed input) ‖ …`, cut to length.
    private func counterMode(
        on edition: FIPSEdition, key: [UInt8], fixedInput: [UInt8], byteCount: Int
    ) throws -> [UInt8] {
        let authenticator = try edition.makeAuthenticator(key: KeyMaterial(knownBytes: key))
        var output: [UInt8] = []
        for counter in 1...(byteCount + authenticator.byteCount - 1) / authenticator.byteCount {
            let message = [0, 0, 0, UInt8(counter)] + fixedInput
            output += try authenticator.tag(of: message.span)
        }
        return Array(output.prefix(byteCount))
    }
}
