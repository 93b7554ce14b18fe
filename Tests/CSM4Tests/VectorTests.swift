// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Official vectors of SM4 in every mode and size that CSM4 has, on every kernel.
@Suite struct VectorTests {
    /// A mode that the vector files name.
    enum Mode: String {
        case ecb = "ECB"
        case cbc = "CBC"
        case ctr = "CTR"
    }

    @Test(.vectors("openssl"), arguments: Kernel.supported)
    func `evpciph_sm4: 7 cases; CSM4 has no OFB, CFB and XTS`(kernel: Kernel) throws {
        let file = try EVPTestFile(VectorFolder.file("openssl/evpciph_sm4.txt"))
        #expect(file.count(of: "Cipher") == 7 + 6)
        #expect(run(try file.cipherVectors("SM4-ECB"), .ecb, on: kernel) == 1)
        #expect(run(try file.cipherVectors("SM4-CBC"), .cbc, on: kernel) == 3)
        #expect(run(try file.cipherVectors("SM4-CTR"), .ctr, on: kernel) == 1)
        #expect(try runGCM(file.aeadVectors("SM4-GCM"), on: kernel) == 1)
        #expect(try runCCM(file.aeadVectors("SM4-CCM"), on: kernel) == 1)
    }

    @Test(.vectors("pyca"), arguments: Kernel.supported, [(Mode.ecb, 4), (.cbc, 2), (.ctr, 2)])
    func `draft-ribose-cfrg-sm4-10`(kernel: Kernel, mode: (name: Mode, caseCount: Int)) throws {
        let name = "pyca/ciphers/SM4/draft-ribose-cfrg-sm4-10-\(mode.name.rawValue.lowercased()).txt"
        let vectors = try NISTTextFile.cipherVectors(in: VectorFolder.file(name), hasIV: mode.name != .ecb)
        #expect(run(vectors, mode.name, on: kernel) == mode.caseCount)
    }

    @Test(.vectors("pyca"), arguments: Kernel.supported) func `rfc8998: RFC 8998 A.1`(kernel: Kernel) throws {
        let vectors = try NISTTextFile.aeadVectors(in: VectorFolder.file("pyca/ciphers/SM4/rfc8998.txt"))
        #expect(try runGCM(vectors, on: kernel) == 1)
    }

    @Test(.vectors("gbt"), arguments: Kernel.supported)
    func `RFC 8998, GB/T 36624-2018 C.5 and GB/T 15852.3-2019 A.4`(kernel: Kernel) throws {
        let file = try VectorFolder.file("gbt/sm4.json")
        #expect(try runGCM(GBTFile.aeadVectors(in: file, algorithm: "SM4-GCM"), on: kernel) == 5)
        #expect(try runCCM(GBTFile.aeadVectors(in: file, algorithm: "SM4-CCM"), on: kernel) == 1)
    }

    @Test(.vectors("wycheproof"), arguments: Kernel.supported)
    func `Wycheproof sm4_gcm_test: 104 cases, all lengths of nonce and tag`(kernel: Kernel) throws {
        let file = try VectorFolder.file("wycheproof/sm4_gcm_test.json")
        let vectors = try WycheproofAEADFile.vectors(in: file, algorithm: "SM4-GCM")
        #expect(vectors.count { $0.verdict == .invalid } == 29)
        #expect(try runGCM(vectors, on: kernel) == 104)
    }

    /// Encrypts and decrypts each; how many there were.
    private func run(_ vectors: [CipherVector], _ mode: Mode, on kernel: Kernel) -> Int {
        for vector in vectors {
            let cipher = BlockKey(vector.key, on: kernel)
            var (iv, next) = (vector.iv, vector.iv)
            let (ciphertext, plaintext) =
                switch mode {
                case .ecb: (cipher.encrypt(vector.plaintext), cipher.decrypt(vector.ciphertext))
                case .cbc:
                    (
                        cipher.applyCBC(.encrypt, vector.plaintext, iv: &iv),
                        cipher.applyCBC(.decrypt, vector.ciphertext, iv: &next)
                    )
                case .ctr:
                    (
                        cipher.applyCounterMode(vector.plaintext, counter: &iv),
                        cipher.applyCounterMode(vector.ciphertext, counter: &next)
                    )
                }
            #expect(ciphertext == vector.ciphertext, "\(mode.rawValue), \(vector.id)")
            #expect(plaintext == vector.plaintext, "\(mode.rawValue), \(vector.id)")
        }
        return vectors.count
    }

    /// Seals and opens each in one call and in pieces, or sees it refused; how many there were.
    private func runGCM(_ vectors: [AEADVector], on kernel: Kernel) throws -> Int {
        for vector in vectors {
            let context = GCMContext(vector.key, on: kernel)
            let opened = context.open(
                vector.ciphertext, tag: vector.tag, nonce: vector.nonce, authenticating: vector.context)
            let streamed = openInPieces(vector, on: context)
            guard vector.verdict == .valid else {
                #expect(opened == nil && streamed == nil, "\(vector.id) must be refused")
                continue
            }
            #expect(opened == vector.plaintext && streamed == vector.plaintext, "\(vector.id)")
            let sealed = context.seal(
                vector.plaintext, nonce: vector.nonce, authenticating: vector.context, tagByteCount: vector.tag.count)
            let (ciphertext, tag) = try #require(sealed, "\(vector.id)")
            #expect(ciphertext == vector.ciphertext && tag == vector.tag, "\(vector.id)")
        }
        return vectors.count
    }

    /// The plaintext, its first byte taken alone; nil when the nonce or the tag is refused.
    private func openInPieces(_ vector: AEADVector, on context: GCMContext) -> [UInt8]? {
        guard let stream = GCMStream(context, nonce: vector.nonce), stream.authenticate(vector.context),
            let head = stream.decrypt(Array(vector.ciphertext.prefix(1))),
            let rest = stream.decrypt(Array(vector.ciphertext.dropFirst()))
        else { return nil }
        return stream.openFinal(vector.tag) ? head + rest : nil
    }

    /// Seals and opens each; how many there were.
    private func runCCM(_ vectors: [AEADVector], on kernel: Kernel) throws -> Int {
        for vector in vectors {
            let cipher = BlockKey(vector.key, on: kernel)
            let sealed = cipher.sealCCM(
                vector.plaintext, nonce: vector.nonce, authenticating: vector.context, tagByteCount: vector.tag.count)
            let (ciphertext, tag) = try #require(sealed, "\(vector.id)")
            #expect(ciphertext == vector.ciphertext && tag == vector.tag, "\(vector.id)")
            let opened = cipher.openCCM(
                vector.ciphertext, tag: vector.tag, nonce: vector.nonce, authenticating: vector.context)
            #expect(opened == vector.plaintext, "\(vector.id)")
        }
        return vectors.count
    }
}
