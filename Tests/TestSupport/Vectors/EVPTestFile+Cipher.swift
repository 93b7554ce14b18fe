// SPDX-License-Identifier: Apache-2.0

extension EVPTestFile {
    /// The stanzas of that cipher, such as `SM4-CBC` or `SM4-ECB`.
    ///
    /// - Throws: ``VectorFileError``, also when there are none.
    package func cipherVectors(_ cipher: String) throws(VectorFileError) -> [CipherVector] {
        try vectors("Cipher") { (stanza) throws(VectorFileError) in
            guard stanza.subject == cipher else { return nil }
            return CipherVector(
                id: id(of: stanza), key: try bytes("Key", of: stanza),
                iv: stanza.values("IV").isEmpty ? [] : try bytes("IV", of: stanza),
                plaintext: try bytes("Plaintext", of: stanza), ciphertext: try bytes("Ciphertext", of: stanza))
        }
    }

    /// The stanzas of that AEAD cipher, such as `SM4-GCM`.
    ///
    /// - Throws: ``VectorFileError``, also when there are none.
    package func aeadVectors(_ cipher: String) throws(VectorFileError) -> [AEADVector] {
        try vectors("Cipher") { (stanza) throws(VectorFileError) in
            guard stanza.subject == cipher else { return nil }
            return AEADVector(
                id: id(of: stanza), key: try bytes("Key", of: stanza), nonce: try bytes("IV", of: stanza),
                context: try bytes("AAD", of: stanza), plaintext: try bytes("Plaintext", of: stanza),
                ciphertext: try bytes("Ciphertext", of: stanza), tag: try bytes("Tag", of: stanza), verdict: .valid)
        }
    }
}
