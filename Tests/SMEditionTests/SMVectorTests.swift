// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import SMEdition
import TestSupport
import Testing

/// Official vectors of the SM algorithms, from the folder of vectors, on every implementation that runs here.
@Suite struct SMVectorTests {
    @Test(.vectors("wycheproof"), arguments: SMSubject.all)
    func `Wycheproof sm4_gcm_test: 65 cases of 96/128, all others refused`(subject: SMSubject) throws {
        let file = try VectorFolder.file("wycheproof/sm4_gcm_test.json")
        let vectors = try WycheproofAEADFile.vectors(in: file, algorithm: "SM4-GCM")
        let tally = try AEADVectorRunner.run(vectors, on: subject.load())
        #expect(tally == VectorTally(valid: 38, invalid: 27, skipped: [AEADVectorRunner.otherLengths: 39]))
    }

    @Test(.vectors("gbt"), arguments: SMSubject.all)
    func `RFC 8998 A.1, GB/T 36624-2018 C.5 and GB/T 15852.3-2019 A.4`(subject: SMSubject) throws {
        let vectors = try GBTFile.aeadVectors(in: VectorFolder.file("gbt/sm4.json"), algorithm: "SM4-GCM")
        let tally = try AEADVectorRunner.run(vectors, on: subject.load())
        #expect(tally == VectorTally(valid: 5))
    }

    @Test(.vectors("gbt"), arguments: SMSubject.all)
    func `GB/T 32907-2016 examples 1 and 2`(subject: SMSubject) throws {
        let vectors = try GBTFile.blockVectors(in: VectorFolder.file("gbt/sm4.json"))
        var checkpointCount = 0
        for vector in vectors {
            let encrypt = try subject.blockCipher(key: vector.key)
            var (block, done) = (vector.plaintext, 0)
            for checkpoint in vector.checkpoints where SMSubject.isLong || checkpoint.iterations <= 10_000 {
                for _ in done..<checkpoint.iterations { block = try encrypt(block) }
                done = checkpoint.iterations
                #expect(block == checkpoint.block, "\(vector.id), \(done) encryptions")
                checkpointCount += 1
            }
        }
        #expect(checkpointCount == (SMSubject.isLong ? 6 : 4), "HUFU_LONG=1 runs 1,000,000 encryptions")
    }

    @Test(.vectors("gbt"), arguments: SMSubject.all)
    func `GB/T 32905-2016 examples 1 and 2`(subject: SMSubject) throws {
        let vectors = try GBTFile.digestVectors(in: VectorFolder.file("gbt/sm3.json"))
        let tally = try MACVectorRunner.run(vectors, on: subject.load())
        #expect(tally == VectorTally(valid: 2))
    }

    @Test(.vectors("openssl"), arguments: SMSubject.all)
    func `evpmd_sm3: 8 digests`(subject: SMSubject) throws {
        let vectors = try EVPTestFile(VectorFolder.file("openssl/evpmd_sm3.txt")).digestVectors(hash: "SM3")
        let tally = try MACVectorRunner.run(vectors, on: subject.load())
        #expect(tally == VectorTally(valid: 8))
    }

    @Test(.vectors("openssl"), arguments: SMSubject.all)
    func `evpmac_sm3, GM/T 0042-2015 D.3: 4 tags, one under too short a key`(subject: SMSubject) throws {
        let vectors = try EVPTestFile(VectorFolder.file("openssl/evpmac_sm3.txt")).hmacVectors(hash: "SM3")
        let tally = try MACVectorRunner.run(vectors, on: subject.load())
        #expect(tally == VectorTally(valid: 3, skipped: [MACVectorRunner.otherKeyLengths: 1]))
    }

    @Test(.vectors("gbt")) func `GM/T 0003.5-2012 C.2: SM2 decryption, both forms`() throws {
        let vectors = try GBTFile.sm2DecryptionVectors(in: VectorFolder.file("gbt/sm2.json"))
        let tally = try UnwrapVectorRunner.run(vectors, on: SMEdition())
        #expect(tally == VectorTally(valid: 2))
    }

    @Test(.vectors("openssl")) func `evppkey_sm2: 5 decryptions, one with a hash that we have no parameter for`() throws
    {
        let file = try EVPTestFile(VectorFolder.file("openssl/evppkey_sm2.txt"))
        let vectors = try file.sm2DecryptionVectors()
        #expect(file.count(of: "Decrypt") == 5)
        let expected = VectorTally(valid: 4, skipped: [UnwrapVectorRunner.otherParameter: 1])
        let tally = try UnwrapVectorRunner.run(vectors, on: SMEdition())
        #expect(tally == expected)
    }

    @Test(.vectors("openssl")) func `evppkey_sm2: with a byte of C3, C2 or y altered, refused`() throws {
        let vectors = try EVPTestFile(VectorFolder.file("openssl/evppkey_sm2.txt")).sm2DecryptionVectors()
        let altered = vectors.filter { $0.verdict == .valid }.flatMap { vector in
            [40, vector.ciphertext.count - vector.plaintext.count - 3, vector.ciphertext.count - 1].map {
                vector.altered(at: $0)
            }
        }
        let tally = try UnwrapVectorRunner.run(altered, on: SMEdition())
        #expect(tally == VectorTally(invalid: 12))
    }

    @Test(.vectors("wycheproof"), arguments: RSAVectorSuite.wycheproof)
    func `Wycheproof RSA decryption`(suite: RSAVectorSuite) throws {
        let tally = try suite.run(on: SMEdition())
        #expect(tally == suite.expected)
    }

    @Test(.vectors("pyca"), arguments: RSAVectorSuite.pyca)
    func `RSAES-OAEP of RSA Laboratories and pyca`(suite: RSAVectorSuite) throws {
        let tally = try suite.run(on: SMEdition())
        #expect(tally == suite.expected)
    }

    @Test(.vectors("pyca"), arguments: SMSubject.all)
    func `pyca rfc8998: RFC 8998 A.1`(subject: SMSubject) throws {
        let vectors = try NISTTextFile.aeadVectors(in: VectorFolder.file("pyca/ciphers/SM4/rfc8998.txt"))
        let tally = try AEADVectorRunner.run(vectors, on: subject.load())
        #expect(tally == VectorTally(valid: 1))
    }

    @Test(.vectors("pyca"), arguments: SMSubject.all)
    func `pyca oscca: 6 digests`(subject: SMSubject) throws {
        let vectors = try NISTTextFile.digestVectors(in: VectorFolder.file("pyca/hashes/SM3/oscca.txt"))
        let tally = try MACVectorRunner.run(vectors, on: subject.load())
        #expect(tally == VectorTally(valid: 6))
    }
}
