// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension EVPTestFile {
    /// The stanzas of HMAC with that hash.
    ///
    /// - Throws: ``VectorFileError``, also when there are none.
    package func hmacVectors(hash: String) throws(VectorFileError) -> [MACVector] {
        try vectors("MAC") { (stanza) throws(VectorFileError) in
            guard stanza.subject == "HMAC", stanza.values("Algorithm") == [hash] else { return nil }
            return MACVector(
                id: id(of: stanza), key: try bytes("Key", of: stanza), message: try bytes("Input", of: stanza),
                tag: try bytes("Output", of: stanza), verdict: .valid)
        }
    }

    /// The stanzas of that hash; its name is compared without regard to case.
    ///
    /// - Throws: ``VectorFileError``, also when there are none.
    package func digestVectors(hash: String) throws(VectorFileError) -> [DigestVector] {
        try vectors("Digest") { (stanza) throws(VectorFileError) in
            guard stanza.subject.lowercased() == hash.lowercased() else { return nil }
            return DigestVector(
                id: id(of: stanza), message: try bytes("Input", of: stanza), digest: try bytes("Output", of: stanza))
        }
    }

    /// The `Decrypt` stanzas, all of SM2: ciphertexts in DER (GM/T 0009).
    ///
    /// One that asks for another hash than SM3 is marked as having a parameter that imports do not have.
    ///
    /// - Throws: ``VectorFileError``, also when there are none, and for an unknown key.
    package func sm2DecryptionVectors() throws(VectorFileError) -> [UnwrapVector] {
        try vectors("Decrypt") { (stanza) throws(VectorFileError) in
            guard let key = privateKeys[stanza.subject] else {
                throw file.failure(line: stanza.line, "no private key '\(stanza.subject)'")
            }
            let isRefused = !stanza.values("Result").isEmpty
            return UnwrapVector(
                id: id(of: stanza), algorithm: .sm2PKE, privateKeyDER: key,
                ciphertext: try bytes("Input", of: stanza),
                plaintext: isRefused ? [] : try bytes("Output", of: stanza), verdict: isRefused ? .invalid : .valid,
                hasOtherParameter: !stanza.values("Ctrl").allSatisfy { $0 == "digest:SM3" })
        }
    }

    /// How many stanzas of a kind there are.
    package func count(of kind: String) -> Int { stanzas.count { $0.kind == kind } }

    /// What `make` gives for the stanzas of a kind; nil leaves one out.
    func vectors<Vector>(
        _ kind: String, _ make: (Stanza) throws(VectorFileError) -> Vector?
    ) throws(VectorFileError) -> [Vector] {
        var vectors: [Vector] = []
        for stanza in stanzas where stanza.kind == kind {
            if let vector = try make(stanza) { vectors.append(vector) }
        }
        guard !vectors.isEmpty else { throw file.failure(line: file.lines.count, "no case of the kind \(kind)") }
        return vectors
    }
}
