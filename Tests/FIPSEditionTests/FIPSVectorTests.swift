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

    /// No case of the file has our layout, whose fixed data begin with our labels. So the reference, by which other tests
    /// judge the edition's derivations, is held against NIST's cases here.
    @Test(.vectors("openssl"), arguments: FIPSSubject.all)
    func `evpkdf_kbkdf_counter: HMAC-SHA-256, 32-bit counter before the fixed data`(subject: FIPSSubject) throws {
        let edition = try subject.load()
        let vectors = try EVPTestFile(VectorFolder.file("openssl/evpkdf_kbkdf_counter.txt"))
            .counterModeVectors(hash: "SHA256")
        #expect(vectors.count == 4)
        for vector in vectors {
            let output = try CounterModeReference.output(
                on: edition, key: vector.key, fixedInput: vector.fixedInput, byteCount: vector.output.count)
            #expect(output == vector.output, "\(vector.id)")
        }
    }

    @Test(.vectors("pyca"), arguments: FIPSSubject.all)
    func `pyca rfc-4231-sha256: 6 tags, three under keys of other lengths`(subject: FIPSSubject) throws {
        let vectors = try NISTTextFile.macVectors(in: VectorFolder.file("pyca/HMAC/rfc-4231-sha256.txt"))
        let tally = try MACVectorRunner.run(vectors, on: subject.load())
        #expect(tally == VectorTally(valid: 3, skipped: [MACVectorRunner.otherKeyLengths: 3]))
    }
}
