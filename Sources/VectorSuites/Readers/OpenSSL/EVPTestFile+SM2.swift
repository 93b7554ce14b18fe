// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension EVPTestFile {
    /// A `Verify` stanza: `Input` is the hash e itself.
    func sm2Verification(of stanza: Stanza) throws(StanzaFault) -> VectorCheck {
        let question = VectorQuestion.sm2Verify(
            try message(of: stanza), publicPoint: try key(of: stanza).publicPoint,
            signature: try read("Output", of: stanza))
        return .known(question, stanza.values("Result").isEmpty ? .answer([]) : .refusal())
    }

    /// A `Sign` stanza: its output can only differ, since signing is random. What is signed must verify.
    func sm2Signing(of stanza: Stanza) throws(StanzaFault) -> VectorCheck {
        guard stanza.values("Result") == ["KEYOP_MISMATCH"] else {
            throw malformed(stanza, "a signature that is random cannot be known")
        }
        let (key, message) = (try key(of: stanza), try message(of: stanza))
        return .inverted(
            .sm2Sign(message, privateKey: key.der),
            by: { .sm2Verify(message, publicPoint: key.publicPoint, signature: $0) }, answer: [])
    }

    /// A `Decrypt` stanza: a ciphertext in DER (GM/T 0009).
    func sm2Decryption(of stanza: Stanza) throws(StanzaFault) -> VectorCheck {
        let hash = stanza.values("Ctrl").first ?? "digest:SM3"
        guard hash == "digest:SM3" else {
            throw .outside("SM2 encryption with \(hash.dropFirst(7)): no such hash here")
        }
        let question = VectorQuestion.sm2Decrypt(
            privateKey: try key(of: stanza).der, ciphertext: try read("Input", of: stanza))
        return .known(question, stanza.values("Result").isEmpty ? .answer(try read("Output", of: stanza)) : .refusal())
    }

    private func message(of stanza: Stanza) throws(StanzaFault) -> VectorQuestion.SM2Message {
        let control = stanza.values("Ctrl").first ?? "digest:SM3"
        guard control.hasPrefix("digest:"), stanza.values("Ctrl").count <= 1 else {
            throw malformed(stanza, "'Ctrl' is malformed")
        }
        return .hashed(try read("Input", of: stanza), by: try hash(String(control.dropFirst(7))))
    }

    /// The stanza's private key, and the public point at its end (RFC 5915 §3 as OpenSSL writes it).
    private func key(of stanza: Stanza) throws(StanzaFault) -> (der: [UInt8], publicPoint: [UInt8]) {
        guard let der = privateKeys[stanza.subject] else {
            throw malformed(stanza, "no private key '\(stanza.subject)'")
        }
        let point = Array(der.suffix(SM2PrivateKey.pointByteCount))
        guard point.count == SM2PrivateKey.pointByteCount, point[0] == 0x04 else {
            throw malformed(stanza, "the private key '\(stanza.subject)' does not end with its public point")
        }
        return (der, point)
    }
}
