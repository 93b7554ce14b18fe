// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// RSA decryption through the laboratory's door of both editions.
@Suite struct VectorPortRSATests {
    /// Each edition here.
    struct Subject: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let isModule: Bool
        let port: @Sendable () throws -> any VectorPort

        static let all =
            FIPSLoad.all.map { load in
                Subject(testDescription: load.description, isModule: load.isModule) { try load.port() }
            } + [Subject(testDescription: "sm-crypto", isModule: false) { try Laboratory.smCrypto() }]
    }

    @Test(arguments: Subject.all) func `RSAES-OAEP with two hashes and a label`(subject: Subject) throws {
        let port = try subject.port()
        func question(
            _ hash: VectorAlgorithm.HashName, mgf1: VectorAlgorithm.HashName, label: [UInt8], _ ciphertext: [UInt8]
        ) -> VectorQuestion {
            .rsaDecrypt(
                .oaep(hash, mgf1: mgf1, label: label), privateKey: RSAExamples.labelKey, ciphertext: ciphertext)
        }
        let (ciphertext, label) = (RSAExamples.labelCiphertext, RSAExamples.label)
        try port.expect(
            question(.sha256, mgf1: .sha1, label: label, ciphertext), answers: hex(RSAExamples.labelMessage))
        for wrong in [
            question(.sha256, mgf1: .sha1, label: [], ciphertext),
            question(.sha256, mgf1: .sha1, label: flipped(label), ciphertext),
            question(.sha256, mgf1: .sha256, label: label, ciphertext),
            question(.sha1, mgf1: .sha1, label: label, ciphertext),
            question(.sha256, mgf1: .sha1, label: label, flipped(ciphertext, at: 255)),
            question(.sha256, mgf1: .sha1, label: label, Array(ciphertext.dropLast())),
            question(.sha256, mgf1: .sha1, label: label, [0] + ciphertext),
            question(.sha256, mgf1: .sha1, label: label, []),
        ] {
            try port.expectRefusal(of: wrong)
        }
    }

    @Test(arguments: Subject.all) func `RSAES-OAEP example 1.1 of RSA Laboratories`(subject: Subject) throws {
        let question = VectorQuestion.rsaDecrypt(
            .oaep(.sha1, mgf1: .sha1, label: []), privateKey: RSAExamples.key1024,
            ciphertext: RSAExamples.oaepCiphertext1024)
        let port = try subject.port()
        for (name, outcome) in try port.outcomes(of: question) {
            // A module may allow such keys for old data only, or not at all (SP 800-131A r2 §6).
            if subject.isModule, case .failure(.notOffered(let reason)) = outcome {
                #expect(reason.contains("1024 bits"), "\(name)")
            } else {
                #expect(outcome == .success(RSAExamples.oaepMessage1024), "\(name)")
            }
        }
    }

    @Test(arguments: Subject.all) func `RSAES-PKCS1-v1_5 example 15.1 of RSA Laboratories`(subject: Subject) throws {
        let port = try subject.port()
        func question(_ ciphertext: [UInt8]) -> VectorQuestion {
            .rsaDecrypt(.pkcs1v15, privateKey: RSAExamples.key2048, ciphertext: ciphertext)
        }
        let ciphertext = RSAExamples.pkcs1Ciphertext
        try port.expect(question(ciphertext), answers: hex(RSAExamples.pkcs1Message))
        for wrong in [flipped(ciphertext, at: 255), Array(ciphertext.dropLast()), [0] + ciphertext, []] {
            try port.expectRefusal(of: question(wrong))
        }
        try port.expectRefusal(of: question([UInt8](repeating: 0, count: 255) + [1]), "no padding")
        try port.expectRefusal(of: question([UInt8](repeating: 0xFF, count: 256)), "not below the modulus")
    }

    @Test(arguments: Subject.all) func `RSADP, and its range`(subject: Subject) throws {
        let port = try subject.port()
        func question(_ ciphertext: [UInt8]) -> VectorQuestion {
            .rsaDecrypt(.none, privateKey: RSAExamples.key2048, ciphertext: ciphertext)
        }
        let block = [0, 2] + RSAExamples.pkcs1Seed + [0] + RSAExamples.pkcs1Message
        try port.expect(question(RSAExamples.pkcs1Ciphertext), answers: hex(block))
        try port.expect(question([0] + RSAExamples.pkcs1Ciphertext), answers: hex(block))
        // PKCS#8, PKCS#1 and the modulus: each a header before its first number.
        let modulus = Array(RSAExamples.key2048[38..<294])
        let greatest = Array(modulus.dropLast()) + [modulus[255] - 1]
        for wrong in [[], [0], [1], [0, 0, 1], greatest, modulus, modulus + [0]] {
            try port.expectRefusal(of: question(wrong))
        }
        let second = Array(modulus.dropLast()) + [modulus[255] - 2]
        for number in [[2], second] {
            for (name, outcome) in try port.outcomes(of: question(number)) {
                #expect(try outcome.get().count == 256, "\(name)")
            }
        }
    }

    @Test(arguments: Subject.all) func `bytes that are no key are a broken question`(subject: Subject) throws {
        for (_, outcome) in try subject.port().outcomes(
            of: .rsaDecrypt(.none, privateKey: RSAExamples.key2048 + [0], ciphertext: [2]))
        {
            #expect(outcome == .failure(.broken(.malformedKey(kind: "RSA private key (DER PKCS#8)"))))
        }
    }
}
