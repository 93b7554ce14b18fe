// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// SM2 through the laboratory's door: GM/T 0003.5-2012, which is GB/T 32918.5-2017.
@Suite struct VectorPortSM2Tests {
    let port: any VectorPort

    static let point = bytes(
        hex: """
            04 09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020
            ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13
            """)
    /// DER PKCS#8 (RFC 5958 §2) around ECPrivateKey (RFC 5915 §3).
    static let privateKey =
        bytes(hex: "308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420")
        + bytes(hex: "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8") + bytes(hex: "a144034200")
        + point
    static let r = bytes(hex: "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3")
    static let s = bytes(hex: "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa")
    static let signatureDER = bytes(hex: "3046022100") + r + bytes(hex: "022100") + s
    static let hash = bytes(hex: "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640")
    /// Made each time: LeakSanitizer does not find the arrays behind an enum that is kept for good.
    static var message: VectorQuestion.SM2Message {
        .message(Array("message digest".utf8), signerID: Array("1234567812345678".utf8))
    }

    init() throws { port = try Laboratory.smCrypto() }

    @Test(arguments: [SM2Form.der, .raw]) func `the signature of GM/T 0003.5 A.2 verifies`(form: SM2Form) throws {
        let signature = form == .der ? Self.signatureDER : Self.r + Self.s
        for message in [Self.message, .hashed(Self.hash, by: .sm3)] {
            try port.expect(.sm2Verify(message, publicPoint: Self.point, signature: signature), answers: "")
            for index in signature.indices {
                try port.expectRefusal(
                    of: .sm2Verify(message, publicPoint: Self.point, signature: flipped(signature, at: index)),
                    "byte \(index)")
            }
        }
    }

    enum SM2Form: Sendable { case der, raw }

    @Test func `another message, signer, hash or key is refused`() throws {
        func verify(_ message: VectorQuestion.SM2Message, _ point: [UInt8] = Self.point) -> VectorQuestion {
            .sm2Verify(message, publicPoint: point, signature: Self.signatureDER)
        }
        let (text, identity) = (Array("message digest".utf8), Array("1234567812345678".utf8))
        for question in [
            verify(.message(flipped(text), signerID: identity)), verify(.message(text, signerID: flipped(identity))),
            verify(.message(text, signerID: [])), verify(.message([], signerID: identity)),
            verify(.hashed(flipped(Self.hash), by: .sm3)), verify(.hashed(Self.hash, by: .sha256)),
            verify(.hashed(Self.hash + Self.hash, by: .sha512)), verify(.hashed(Array(Self.hash.dropLast()), by: .sm3)),
            verify(Self.message, flipped(Self.point, at: 64)), verify(Self.message, Array(Self.point.dropFirst())),
            verify(Self.message, flipped(Self.point)), verify(Self.message, [0]),
        ] {
            try port.expectRefusal(of: question)
        }
        let zeros = [UInt8](repeating: 0, count: 32)
        for signature in [zeros + Self.s, Self.r + zeros, [], Self.signatureDER + [0]] {
            try port.expectRefusal(of: .sm2Verify(Self.message, publicPoint: Self.point, signature: signature))
        }
        try port.expectRefusal(of: .sm2Sign(.hashed(Self.hash, by: .sha256), privateKey: Self.privateKey))
    }

    @Test(arguments: [[UInt8]("1234567812345678".utf8), [], [UInt8](repeating: 7, count: 300)])
    func `what was signed verifies, another signature each time`(signerID: [UInt8]) throws {
        for message in [
            VectorQuestion.SM2Message.message([1, 2, 3], signerID: signerID), .message([], signerID: signerID),
            .hashed(Self.hash, by: .sm3),
        ] {
            let question = VectorQuestion.sm2Sign(message, privateKey: Self.privateKey)
            for (name, outcome) in try port.outcomes(of: question) {
                let signature = try outcome.get()
                #expect(try port.answer(question, by: name) != signature)
                try port.expect(.sm2Verify(message, publicPoint: Self.point, signature: signature), answers: "")
            }
        }
    }

    /// C1 ‖ C3 ‖ C2 with and without the 0x04, and the DER form of GM/T 0009. The example's x begins with 0x04, too.
    @Test func `the ciphertext of GM/T 0003.5 C.2 opens`() throws {
        let x = bytes(hex: "04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73")
        let y = bytes(hex: "e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0")
        let c3 = bytes(hex: "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766")
        let c2 = bytes(hex: "21886ca989ca9c7d58087307ca93092d651efa")
        let der =
            bytes(hex: "307c0220") + x + bytes(hex: "022100") + y + bytes(hex: "0420") + c3 + bytes(hex: "0413") + c2
        for ciphertext in [[0x04] + x + y + c3 + c2, x + y + c3 + c2, der] {
            try port.expect(
                .sm2Decrypt(privateKey: Self.privateKey, ciphertext: ciphertext),
                answers: hex(Array("encryption standard".utf8)))
            for wrong in [
                flipped(ciphertext, at: 20), flipped(ciphertext, at: ciphertext.count - 1),
                flipped(ciphertext, at: ciphertext.count - 30), Array(ciphertext.dropLast()), ciphertext + [0],
            ] {
                try port.expectRefusal(of: .sm2Decrypt(privateKey: Self.privateKey, ciphertext: wrong))
            }
        }
        try port.expectRefusal(of: .sm2Decrypt(privateKey: Self.privateKey, ciphertext: []))
    }

    @Test(arguments: [1, 16, 31, 32, 33, 1000]) func `what was encrypted opens`(byteCount: Int) throws {
        let plaintext = [UInt8](repeating: 3, count: byteCount)
        let question = VectorQuestion.sm2Encrypt(publicPoint: Self.point, plaintext: plaintext)
        for (name, outcome) in try port.outcomes(of: question) {
            let ciphertext = try outcome.get()
            #expect(try port.answer(question, by: name) != ciphertext)
            try port.expect(
                .sm2Decrypt(privateKey: Self.privateKey, ciphertext: ciphertext), answers: hex(plaintext))
        }
    }

    @Test func `nothing, and under no point, cannot be encrypted`() throws {
        try port.expectRefusal(of: .sm2Encrypt(publicPoint: Self.point, plaintext: []))
        try port.expectRefusal(of: .sm2Encrypt(publicPoint: flipped(Self.point, at: 64), plaintext: [1]))
    }
}
