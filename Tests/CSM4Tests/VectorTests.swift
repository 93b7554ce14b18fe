// SPDX-License-Identifier: Apache-2.0

import CryptoEngine
import TestSupport
import Testing
import VectorSuites

/// Official vectors of SM4 in every mode and size that CSM4 has, on every kernel.
@Suite struct VectorTests {
    @Test(.vectors("openssl"), arguments: Kernel.supported)
    func `evpciph_sm4: 7 cases; CSM4 has no OFB, CFB and XTS`(kernel: Kernel) throws {
        let cases = try cases("openssl/evpciph_sm4.txt")
        #expect(cases.count == 7 + 6)
        #expect(run(cases, on: kernel, .ecb) == 1)
        #expect(run(cases, on: kernel, .cbc) == 3)
        #expect(run(cases, on: kernel, .ctr) == 1)
        #expect(try runGCM(cases, on: kernel) == 1)
        #expect(try runCCM(cases, on: kernel) == 1)
    }

    @Test(
        .vectors("pyca"), arguments: Kernel.supported,
        [("ecb", VectorQuestion.Mode.Name.ecb, 4), ("cbc", .cbc, 2), ("ctr", .ctr, 2)])
    func `draft-ribose-cfrg-sm4-10`(
        kernel: Kernel, file: (name: String, mode: VectorQuestion.Mode.Name, caseCount: Int)
    ) throws {
        let cases = try cases("pyca/ciphers/SM4/draft-ribose-cfrg-sm4-10-\(file.name).txt")
        #expect(run(cases, on: kernel, file.mode) == file.caseCount)
    }

    @Test(.vectors("pyca"), arguments: Kernel.supported) func `rfc8998: RFC 8998 A.1`(kernel: Kernel) throws {
        #expect(try runGCM(cases("pyca/ciphers/SM4/rfc8998.txt"), on: kernel) == 1)
    }

    @Test(.vectors("gbt"), arguments: Kernel.supported)
    func `RFC 8998, GB/T 36624-2018 C.5 and GB/T 15852.3-2019 A.4`(kernel: Kernel) throws {
        let cases = try cases("gbt/sm4.json")
        #expect(try runGCM(cases, on: kernel) == 5)
        #expect(try runCCM(cases, on: kernel) == 1)
    }

    @Test(.vectors("wycheproof"), arguments: Kernel.supported)
    func `Wycheproof sm4_gcm_test: 104 cases, all lengths of nonce and tag`(kernel: Kernel) throws {
        let cases = try cases("wycheproof/sm4_gcm_test.json")
        #expect(cases.count { $0.sealedText?.plaintext == nil } == 29)
        #expect(try runGCM(cases, on: kernel) == 104)
    }

    private func cases(_ name: String) throws -> [VectorCase] { try VectorFormat.cases(in: VectorFolder.file(name)) }

    /// Encrypts and decrypts each of that mode; how many there were.
    private func run(_ cases: [VectorCase], on kernel: Kernel, _ name: VectorQuestion.Mode.Name) -> Int {
        let texts = cases.compactMap(\.modeText).filter { $0.mode.name == name }
        for (mode, plaintext, ciphertext) in texts {
            let cipher = BlockKey(mode.key, on: kernel)
            var (iv, next) = (mode.iv, mode.iv)
            let (encrypted, decrypted) =
                switch name {
                case .ecb: (cipher.encrypt(plaintext), cipher.decrypt(ciphertext))
                case .cbc:
                    (
                        cipher.applyCBC(.encrypt, plaintext, iv: &iv), cipher.applyCBC(.decrypt, ciphertext, iv: &next)
                    )
                case .ctr:
                    (
                        cipher.applyCounterMode(plaintext, counter: &iv),
                        cipher.applyCounterMode(ciphertext, counter: &next)
                    )
                }
            #expect(encrypted == ciphertext, "\(name)")
            #expect(decrypted == plaintext, "\(name)")
        }
        return texts.count
    }

    /// Seals and opens each in one call and in pieces, or sees it refused; how many there were.
    private func runGCM(_ cases: [VectorCase], on kernel: Kernel) throws -> Int {
        let texts = cases.compactMap(\.sealedText).filter { $0.aead.mode == .gcm }
        for text in texts {
            let (aead, context) = (text.aead, GCMContext(text.aead.key, on: kernel))
            let opened = context.open(
                text.ciphertext, tag: text.tag, nonce: aead.nonce, authenticating: aead.context)
            let streamed = openInPieces(text, on: context)
            #expect(opened == text.plaintext && streamed == text.plaintext, "\(text.id)")
            guard let plaintext = text.plaintext else { continue }
            let sealed = context.seal(
                plaintext, nonce: aead.nonce, authenticating: aead.context, tagByteCount: text.tag.count)
            let (ciphertext, tag) = try #require(sealed, "\(text.id)")
            #expect(ciphertext == text.ciphertext && tag == text.tag, "\(text.id)")
        }
        return texts.count
    }

    /// The plaintext, its first byte taken alone; nil when the nonce or the tag is refused.
    private func openInPieces(_ text: VectorCase.SealedText, on context: GCMContext) -> [UInt8]? {
        guard let stream = GCMStream(context, nonce: text.aead.nonce), stream.authenticate(text.aead.context),
            let head = stream.decrypt(Array(text.ciphertext.prefix(1))),
            let rest = stream.decrypt(Array(text.ciphertext.dropFirst()))
        else { return nil }
        return stream.openFinal(text.tag) ? head + rest : nil
    }

    /// Seals and opens each; how many there were.
    private func runCCM(_ cases: [VectorCase], on kernel: Kernel) throws -> Int {
        let texts = cases.compactMap(\.sealedText).filter { $0.aead.mode == .ccm }
        for text in texts {
            let (aead, cipher) = (text.aead, BlockKey(text.aead.key, on: kernel))
            let plaintext = try #require(text.plaintext, "\(text.id)")
            let sealed = cipher.sealCCM(
                plaintext, nonce: aead.nonce, authenticating: aead.context, tagByteCount: text.tag.count)
            let (ciphertext, tag) = try #require(sealed, "\(text.id)")
            #expect(ciphertext == text.ciphertext && tag == text.tag, "\(text.id)")
            let opened = cipher.openCCM(
                text.ciphertext, tag: text.tag, nonce: aead.nonce, authenticating: aead.context)
            #expect(opened == plaintext, "\(text.id)")
        }
        return texts.count
    }
}
