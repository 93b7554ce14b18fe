// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// The kernels of CSM4 and libgcrypt, independent programs, against each other on random lengths in every mode.
@Suite struct VectorPortAgreementTests {
    @Test func `SM4 in ECB, CBC and CTR`() throws {
        let port = try Laboratory.smCrypto()
        var generator = SeededGenerator(seed: 0x5A4_0D)
        for round in 0..<200 {
            let name = [VectorQuestion.Mode.Name.ecb, .cbc, .ctr][round % 3]
            let limit = round < 150 ? 700 : 20_000
            let count = Int.random(in: 0...limit, using: &generator)
            let text = generator.bytes(name == .ctr ? count : count / 16 * 16)
            // Every fourth counter is about to carry far.
            let head = [UInt8](repeating: 0xFF, count: round % 4 == 0 ? 15 : 0)
            let iv = name == .ecb ? [] : head + generator.bytes(16 - head.count)
            let mode = VectorQuestion.Mode(name, isSM4: true, key: generator.bytes(16), iv: iv)
            let ciphertext = try agreed(.encrypt(mode, plaintext: text), on: port)
            #expect(try agreed(.decrypt(mode, ciphertext: ciphertext), on: port) == text, "round \(round)")
        }
    }

    @Test(arguments: [VectorQuestion.AEAD.Mode.gcm, .ccm])
    func `SM4 with every length of nonce and tag`(mode: VectorQuestion.AEAD.Mode) throws {
        let port = try Laboratory.smCrypto()
        var generator = SeededGenerator(seed: 0x5A4_AE)
        let tags = mode == .gcm ? [4, 8, 12, 13, 14, 15, 16] : [4, 6, 8, 10, 12, 14, 16]
        for round in 0..<200 {
            let nonces = mode == .gcm ? 1...160 : 7...13
            let nonce = generator.bytes(Int.random(in: nonces, using: &generator))
            let aead = VectorQuestion.AEAD(
                mode, isSM4: true, key: generator.bytes(16), nonce: nonce,
                context: generator.bytes(Int.random(in: 0...300, using: &generator)), tagByteCount: tags[round % 7])
            let text = generator.bytes(Int.random(in: 0...(round < 150 ? 700 : 20_000), using: &generator))
            let sealed = try agreed(.seal(aead, plaintext: text), on: port)
            #expect(try agreed(.open(aead, sealed: sealed), on: port) == text, "round \(round)")
            let altered = flipped(sealed, at: Int.random(in: sealed.indices, using: &generator))
            try port.expectRefusal(of: .open(aead, sealed: altered), "round \(round)")
        }
    }

    /// The one answer of all implementations, of which there are two at least.
    private func agreed(_ question: VectorQuestion, on port: any VectorPort) throws -> [UInt8] {
        let answers = try port.outcomes(of: question).map { try $0.outcome.get() }
        try #require(answers.count >= 2)
        #expect(answers.allSatisfy { $0 == answers[0] }, "\(port.implementations(of: question.algorithm))")
        return answers[0]
    }
}
