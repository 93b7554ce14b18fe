// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension EVPTestFile {
    /// What a `Cipher` stanza checks, in both directions unless it names one.
    func cipherChecks(of stanza: Stanza) throws(StanzaFault) -> [VectorCheck] {
        let name = stanza.subject.lowercased()
        if name.contains("wrap") { return try keyWrapChecks(of: stanza, name) }
        let modes: [String: VectorQuestion.Mode.Name] = ["sm4-ecb": .ecb, "sm4-cbc": .cbc, "sm4-ctr": .ctr]
        if let mode = modes[name] { return try modeChecks(of: stanza, mode) }
        switch name {
        case "sm4-gcm": return try aeadChecks(of: stanza, .gcm)
        case "sm4-ccm": return try aeadChecks(of: stanza, .ccm)
        default: throw .outside("\(stanza.subject): no such mode here")
        }
    }

    private func modeChecks(of stanza: Stanza, _ name: VectorQuestion.Mode.Name) throws(StanzaFault) -> [VectorCheck] {
        let mode = VectorQuestion.Mode(
            name, isSM4: true, key: try read("Key", of: stanza),
            iv: stanza.values("IV").isEmpty ? [] : try read("IV", of: stanza))
        let (plaintext, ciphertext) = (try read("Plaintext", of: stanza), try read("Ciphertext", of: stanza))
        return [
            .known(.encrypt(mode, plaintext: plaintext), .answer(ciphertext)),
            .known(.decrypt(mode, ciphertext: ciphertext), .answer(plaintext)),
        ]
    }

    private func aeadChecks(of stanza: Stanza, _ mode: VectorQuestion.AEAD.Mode) throws(StanzaFault) -> [VectorCheck] {
        let tag = try read("Tag", of: stanza)
        let aead = VectorQuestion.AEAD(
            mode, isSM4: true, key: try read("Key", of: stanza), nonce: try read("IV", of: stanza),
            context: try read("AAD", of: stanza), tagByteCount: tag.count)
        let plaintext = try read("Plaintext", of: stanza)
        let sealed = try read("Ciphertext", of: stanza) + tag
        return [
            .known(.seal(aead, plaintext: plaintext), .answer(sealed)),
            .known(.open(aead, sealed: sealed), .answer(plaintext)),
        ]
    }

    /// `AES-256-WRAP`, `id-aes256-wrap-pad`, `AES-128-WRAP-PAD-INV` and the like.
    private func keyWrapChecks(of stanza: Stanza, _ name: String) throws(StanzaFault) -> [VectorCheck] {
        guard name.contains("aes") else { throw .outside("\(stanza.subject): no such key wrap here") }
        let wrap = VectorQuestion.KeyWrap(
            isPadded: name.contains("pad"), usesInverseCipher: name.hasSuffix("-inv"),
            wrappingKey: try read("Key", of: stanza))
        guard ["128", "192", "256"].contains(where: name.contains), name.contains("\(wrap.wrappingKey.count * 8)")
        else {
            throw malformed(stanza, "the key is not of the length in the cipher's name")
        }
        let ciphertext = try read("Ciphertext", of: stanza)
        let operation = stanza.values("Operation").first
        guard [nil, "ENCRYPT", "DECRYPT"].contains(operation) else {
            throw malformed(stanza, "unknown Operation '\(operation ?? "")'")
        }
        guard stanza.values("Result").isEmpty else {
            guard operation != "ENCRYPT" else { throw malformed(stanza, "a wrapping that must fail has no Ciphertext") }
            return [.known(.unwrap(wrap, ciphertext: ciphertext), .refusal())]
        }
        let key = try read("Plaintext", of: stanza)
        let unwrapping = VectorCheck.known(.unwrap(wrap, ciphertext: ciphertext), .answer(key))
        let wrapping = VectorCheck.known(.wrap(wrap, key: key), .answer(ciphertext))
        return switch operation {
        case "ENCRYPT": [wrapping]
        case "DECRYPT": [unwrapping]
        default: [wrapping, unwrapping]
        }
    }
}
